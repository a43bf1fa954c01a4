"""Pictures of charts and maps, drawn on the server by matplotlib, without a browser."""
