"""Documents of text and tables, written once and handed out as Word, PDF or a page of their own."""
