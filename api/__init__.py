"""How people and programs reach Samråd: HTTP and the command line."""
