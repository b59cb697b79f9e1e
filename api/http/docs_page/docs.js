window.SwaggerUIBundle({
  url: "/api/openapi.json",
  dom_id: "#description",
  deepLinking: true,
  persistAuthorization: false,
  validatorUrl: null,
});
