"""How large the letters are that a page shows: those of HTML, of SVG, and those drawn on canvases."""

# Notes what canvases on the page write from now on, and how large: the font's px times how large it is drawn.
NOTE = r"""() => {
    if (window.written) return;
    window.written = new Map();
    const { fillText } = CanvasRenderingContext2D.prototype;
    CanvasRenderingContext2D.prototype.fillText = function (text, ...rest) {
        const { canvas } = this;
        const shown = canvas.isConnected ? canvas.getBoundingClientRect().width / canvas.width : 0;
        const px = parseFloat(this.font.match(/([\d.]+)px/)?.[1]) * this.getTransform().a * shown;
        if (px && String(text).trim()) window.written.set(`canvas: ${text}`, px);
        return fillText.call(this, text, ...rest);
    };
}"""
# What is no text: widgets' own values; what is only read aloud, as a sign's word is; exponents of exponents.
SMALL = r"""least => {
    const found = new Map(window.written ?? []);
    const none = "style, script, title, desc, option, .aloud, .aloud *, .sign, "
        + ".stMarkdownColoredBackground, [type=range], [type=radio], "
        + "[type=checkbox], .katex-mathml *, .vlist-s, .mtight .mtight";
    const seen = { opacityProperty: true, visibilityProperty: true, contentVisibilityAuto: true };
    const look = (root) => {
        for (const node of root.querySelectorAll("*")) {
            if (node.shadowRoot) look(node.shadowRoot);
            const own = [...node.childNodes].filter(({ nodeType }) => nodeType === Node.TEXT_NODE);
            const written = own.map(({ data }) => data).join(" ").trim();
            const text = node.matches("input, textarea") ? node.value || node.placeholder : written;
            const box = node.getBoundingClientRect();
            if (!text || node.matches(none) || !node.checkVisibility(seen)) continue;
            if (box.width < 2 || box.height < 2) continue;
            const drawn = node.getScreenCTM?.();
            const scale = drawn ? Math.hypot(drawn.a, drawn.b) : 1;
            const px = parseFloat(getComputedStyle(node).fontSize) * scale;
            // Letters of no size are not drawn: a word of CSS stands there for the one of Streamlit.
            if (!px) continue;
            found.set(`${node.localName}.${node.getAttribute("class") ?? ""}: ${text.slice(0, 40)}`, px);
        }
    };
    look(document.body);
    const small = [...found].filter(([, px]) => px < least - 0.01);
    return { letters: found.size, small: small.map(([what, px]) => `${px.toFixed(1)} px ${what}`) };
}"""


def measured(page, least_px: float) -> tuple[int, list[str]]:
    """Return how many texts a page shows, and which of them in letters smaller than `least_px`."""
    found = page.evaluate(SMALL, least_px)
    return found["letters"], found["small"]


def note_canvases(page) -> None:
    """Have `measured` know what canvases write from now on."""
    page.evaluate(NOTE)
