"""Pictures put together of charts and maps by matplotlib, on the server and without a browser."""
