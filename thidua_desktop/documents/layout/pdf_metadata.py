"""What a PDF says of itself in XMP, as archives want it: the same title, author and language as its Info."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final
from xml.sax.saxutils import escape

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas

_PACKET: Final = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/">
<dc:format>application/pdf</dc:format>
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
<dc:creator><rdf:Seq><rdf:li>{author}</rdf:li></rdf:Seq></dc:creator>
<dc:description><rdf:Alt><rdf:li xml:lang="x-default">{subject}</rdf:li></rdf:Alt></dc:description>
<dc:language><rdf:Bag><rdf:li>vi</rdf:li></rdf:Bag></dc:language>
<xmp:CreatorTool>{program}</xmp:CreatorTool><pdf:Producer>{program}</pdf:Producer>
</rdf:Description></rdf:RDF></x:xmpmeta>
<?xpacket end="r"?>"""


def add_xmp(canvas: Canvas, *, title: str, author: str, subject: str, program: str) -> None:
    """Puts the packet into the file, not compressed, so that any tool can find it."""
    from reportlab.pdfbase.pdfdoc import PDFDictionary, PDFName, PDFStream

    words = {"title": title, "author": author, "subject": subject, "program": program}
    packet = _PACKET.format(**{key: escape(value) for key, value in words.items()})
    kind = PDFDictionary({"Type": PDFName("Metadata"), "Subtype": PDFName("XML")})
    stream = PDFStream(kind, packet.encode("utf-8"), filters=[])
    document: Any = canvas._doc  # type: ignore[attr-defined]  # the stubs leave it out
    canvas.setCatalogEntry("Metadata", document.Reference(stream, "thiduaXmp"))
