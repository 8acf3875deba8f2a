"""Making and changing a credential: on the page of credentials, and within the form."""
