"""What is in an OpenDocument text, read with Python's own zip and XML: JSON of its entries, its text, its fields, what
stands in the header of each page style, and what a strict reader would stumble over."""
import json
import sys
import xml.etree.ElementTree as ElementTree
import zipfile

SPACES = {"office": "urn:oasis:names:tc:opendocument:xmlns:office:1.0",
          "style": "urn:oasis:names:tc:opendocument:xmlns:style:1.0",
          "text": "urn:oasis:names:tc:opendocument:xmlns:text:1.0",
          "draw": "urn:oasis:names:tc:opendocument:xmlns:drawing:1.0",
          "table": "urn:oasis:names:tc:opendocument:xmlns:table:1.0",
          "manifest": "urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"}


def named(prefix, name):
    return f"{{{SPACES[prefix]}}}{name}"


def text_of(element):
    """A line break is a line feed; shapes lie over the text and are none of it."""
    if element.tag == named("text", "line-break"):
        return "\n"
    if element.tag == named("draw", "custom-shape"):
        return ""
    return (element.text or "") + "".join(text_of(child) + (child.tail or "") for child in element)


def paragraphs_of(element):
    tags = (named("text", "p"), named("text", "h"))
    return [text_of(one) for one in element.iter() if one.tag in tags]


def page_of(page):
    """What stands in the header and in the footer, and behind the text."""
    header, footer = (page.find(part, SPACES) for part in ("style:header", "style:footer"))
    shapes = header.iter(named("draw", "custom-shape"))
    return {"header": text_of(header), "footer": text_of(footer),
            "behind": [text_of(shape.find("text:p", SPACES)) for shape in shapes]}


def row_of(row):
    return ["\n".join(paragraphs_of(cell)) for cell in row.findall("table:table-cell", SPACES)]


def styles_used(element):
    """By family, as far as paragraphs, tables, columns, rows and cells name one."""
    kinds = {"p": "paragraph", "h": "paragraph", "span": "text", "table": "table", "table-column": "table-column",
             "table-row": "table-row", "table-cell": "table-cell"}
    for one in element.iter():
        name = one.tag.split("}")[1]
        style = one.get(named("text", "style-name")) or one.get(named("table", "style-name"))
        if name in kinds and style is not None:
            yield kinds[name], style


def styles_made(element):
    return {(one.get(named("style", "family")), one.get(named("style", "name")))
            for one in element.iter(named("style", "style"))}


def main(file):
    with zipfile.ZipFile(file) as package:
        entries = package.infolist()
        content = ElementTree.fromstring(package.read("content.xml"))
        styles = ElementTree.fromstring(package.read("styles.xml"))
        meta = ElementTree.fromstring(package.read("meta.xml"))
        manifest = ElementTree.fromstring(package.read("META-INF/manifest.xml"))
        mimetype = package.read("mimetype").decode()
    fields = []
    for row in content.iter(named("table", "table-row")):
        for cell in row.findall("table:table-cell", SPACES):
            found = list(cell.iter(named("text", "placeholder")))
            if found:
                label, *hint = row_of(row)[0].split("\n")
                fields.append({"label": label, "hint": "\n".join(hint), "prompt": text_of(found[0]),
                               "isEmpty": "".join(paragraphs_of(cell)) == text_of(found[0]) and len(found) == 1,
                               "style": cell.get(named("table", "style-name"))})
    print(json.dumps({
        "entries": [one.filename for one in entries],
        "stored": [one.filename for one in entries if one.compress_type == zipfile.ZIP_STORED],
        "extra": entries[0].extra.hex(),
        "times": sorted({one.date_time for one in entries}),
        "mimetype": mimetype,
        "listed": [one.get(named("manifest", "full-path")) for one in manifest],
        "versions": [one.get(named("office", "version")) for one in (content, styles, meta)],
        "text": paragraphs_of(content),
        "rows": [row_of(row) for row in content.iter(named("table", "table-row"))],
        "fields": fields,
        "placeholders": len(list(content.iter(named("text", "placeholder")))),
        "pages": {page.get(named("style", "name")): page_of(page) for page in styles.iter(named("style", "master-page"))},
        "meta": [text_of(one) for one in meta[0]],
        "unknownStyles": sorted({" ".join(one) for part in (content, styles) for one in styles_used(part)
                                 if one not in styles_made(content) | styles_made(styles)}),
    }))


main(sys.argv[1])
