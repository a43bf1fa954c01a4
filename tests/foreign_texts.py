"""Names as a dataset may have them, each of which something on the way to a page would obey."""

TEXTS = (
    "a@evil.example",
    "WWW.evil.example http://evil.example/x",
    ":smile: :material/home: :streamlit:",
    "$x^2$ $$y$$",
    ":red[c] :blue-badge[d]",
    "<img src=x onerror=alert(1)> <b>e</b> &copy;",
    "![f](x.png) [g](javascript:alert(1))",
    "القاهرة (5)",
    "- h -> **i** `j` ~~k~~ #l",
)
