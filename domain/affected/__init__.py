"""Who is affected, by the employer's word and by the organisation's own."""
