"""What is handed out: links, tables, pictures, briefs and decision records."""
