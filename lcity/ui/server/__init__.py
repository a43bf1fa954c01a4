"""What stands between the browser and the pages: who may ask, what is fetched by URL, what is swept."""
