"""Components with their JavaScript and CSS, and figures, maps and legends on the page."""
