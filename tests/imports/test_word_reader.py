"""Word files as Word and other programs write them: what is printed is read, the rest is named."""

from collections.abc import Callable
from io import BytesIO
from zipfile import ZipFile

import pytest

from tests.imports.word import cells, codes, lines, read, tables
from tests.imports.writers.word_xml import WITH_MACROS, W, listed, p, pattern, run, tbl, tc, tr, word_file
from tracker.errors import DomainError
from tracker.imports.grid import Line
from tracker.imports.readers import read_content

RAISED = '<w:vertAlign w:val="superscript"/>'
DELETED = '<w:del w:id="1" w:author="A"><w:r><w:delText>đã xóa</w:delText></w:r></w:del>'


def inserted(text: str) -> str:
    return f'<w:ins w:id="2" w:author="A">{run(text)}</w:ins>'


@pytest.mark.parametrize(
    ("inner", "text"),
    [
        (run("Xây dựng ") + run("kế hoạch"), "Xây dựng kế hoạch"),
        (f'<w:hyperlink r:id="rId9">{run("Nghị quyết 57")}</w:hyperlink>', "Nghị quyết 57"),
        (f"<w:smartTag><w:smartTagPr/>{run('Hà Nội')}</w:smartTag>", "Hà Nội"),
        (f"<w:sdt><w:sdtPr/><w:sdtContent>{run('Quý I/2026')}</w:sdtContent></w:sdt>", "Quý I/2026"),
        (f'<w:fldSimple w:instr="DATE">{run("5/1/2026")}</w:fldSimple>', "5/1/2026"),
        (run("Kế") + "<w:proofErr/><w:bookmarkStart/>" + run(" hoạch"), "Kế hoạch"),
        ("<w:r><w:t>27</w:t><w:noBreakHyphen/><w:t>KH/TU</w:t></w:r>", "27-KH/TU"),
        ("<w:r><w:t>chuyển</w:t><w:softHyphen/><w:t> đổi</w:t></w:r>", "chuyển đổi"),
        ("<w:r><w:t>Số:</w:t><w:tab/><w:t>27</w:t></w:r>", "Số: 27"),
        (run("kế hoạch", "<w:caps/>"), "KẾ HOẠCH"),
        (run("kế hoạch", '<w:caps w:val="0"/>'), "kế hoạch"),
        (run("95%") + run("1", RAISED), "95%"),
        (run("Quý II/2026") + run("(2)", RAISED) + run(";"), "Quý II/2026;"),
        (run("500 k") + run("m") + run("2", RAISED) + run(" và 10") + run("6", RAISED), "500 km² và 10⁶"),
        (run("12", RAISED) + run(" Theo Nghị quyết 57"), "¹² Theo Nghị quyết 57"),
        ('<w:r><w:sym w:font="Symbol" w:char="F0B3"/></w:r>' + run(" 95%"), "≥ 95%"),
        (run("\uf0a3 5", '<w:rFonts w:ascii="Symbol" w:hAnsi="Symbol"/>'), "≤ 5"),
        (run("\u00b3 60%", '<w:rFonts w:ascii="Symbol"/>'), "≥ 60%"),
        ("<m:oMath><m:r><m:t>≥ 80%</m:t></m:r></m:oMath>", "≥ 80%"),
        (
            "<m:oMath><m:f><m:num><m:r><m:t>2</m:t></m:r></m:num><m:den><m:r><m:t>3</m:t></m:r></m:den></m:f></m:oMath>",
            "2/3",
        ),
        (run("Ke\u0302\u0301 hoa\u0323ch\u00a0số\u200b １２"), "Kế hoạch số 12"),
        (run("Ke\u0302") + run("\u0301 hoạch", "<w:b/>"), "Kế hoạch"),
        (f"<w:ruby><w:rt>{run('a')}</w:rt><w:rubyBase>{run('b')}</w:rubyBase></w:ruby>", "b"),
        (run("Việc\n   một\t"), "Việc một"),
    ],
)
def test_a_paragraph_reads_as_it_is_printed(inner: str, text: str) -> None:
    assert lines(read(p(inner))) == [text]


def test_a_field_shows_its_result_and_not_its_instruction() -> None:
    def mark(kind: str) -> str:
        return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'

    inner = mark("begin") + run("MERGEFIELD nội_dung") + mark("begin") + run("x") + mark("separate") + run("y")
    inner += mark("end") + mark("separate") + run("Quý I") + mark("end") + run("/2026")
    assert lines(read(p(inner))) == ["Quý I/2026"]
    assert lines(read(p(mark("begin") + run("không khép")))) == ["không khép"]


def test_line_breaks_stay_and_blank_paragraphs_keep_paragraphs_apart() -> None:
    content = read(p("<w:r><w:t>Một</w:t><w:br/><w:t>hai</w:t></w:r>") + p() + p("ba"))
    texts = [(block.text, block.number) for block in content.blocks if isinstance(block, Line)]
    assert [one for one in texts if one[0]] == [("Một", 1), ("hai", 2), ("ba", 3)]
    assert texts[-2][0] == ""


def test_the_lines_of_a_centred_title_stay_together() -> None:
    centre = '<w:jc w:val="center"/>'
    content = read(p("PHỤ LỤC I", properties=centre) + p("DANH MỤC", properties=centre) + p("Trong đó"))
    assert [block.text for block in content.blocks if isinstance(block, Line)] == [
        "",
        "PHỤ LỤC I",
        "DANH MỤC",
        "",
        "Trong đó",
    ]


def test_a_line_of_a_table_typed_with_tabs_keeps_its_tabs() -> None:
    tabs = "<w:r><w:t>1</w:t><w:tab/><w:t>Việc một </w:t><w:tab/><w:t>Sở Y tế</w:t></w:r>"
    assert lines(read(p(tabs))) == ["1\tViệc một\tSở Y tế"]


@pytest.mark.parametrize("gap", ["<w:tab/>", "<w:tab/><w:tab/>", f"<w:t>{' ' * 12}</w:t>"])
def test_what_stands_side_by_side_is_two_lines(gap: str) -> None:
    def line(left: str, right: str) -> str:
        return p(f"<w:r><w:t>{left}</w:t>{gap}<w:t>{right}</w:t></w:r>")

    assert lines(read(line("SỞ NỘI VỤ", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"))) == [
        "SỞ NỘI VỤ",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
    ]
    assert len(lines(read(line("1.1.", "Xây dựng kế hoạch")))) == 1
    assert lines(read(line("Giao Sở Nội vụ", "chủ trì"))) != ["Giao Sở Nội vụ", "chủ trì"]


def test_styles_say_what_is_in_capitals_and_what_is_hidden() -> None:
    styles = (
        '<w:style w:type="paragraph" w:styleId="Goc"><w:name w:val="Goc"/><w:rPr><w:caps/></w:rPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="TieuDe"><w:basedOn w:val="Goc"/></w:style>'
        '<w:style w:type="character" w:styleId="An"><w:rPr><w:vanish/></w:rPr></w:style>'
    )
    body = p("kế hoạch", run(" bí danh", '<w:rStyle w:val="An"/>'), properties='<w:pStyle w:val="TieuDe"/>')
    content = read(body, parts={"styles": styles})
    assert lines(content) == ["KẾ HOẠCH"]
    assert codes(content) == ["hidden_text"]


def test_letters_of_old_fonts_are_converted_and_said() -> None:
    """The style says .VnTime, a title its capitals, a table VNI; a change of run cuts a letter in two."""
    styles = (
        '<w:style w:type="paragraph" w:default="1" w:styleId="Goc">'
        '<w:rPr><w:rFonts w:ascii=".VnTime" w:hAnsi=".VnTime"/></w:rPr></w:style>'
    )
    capitals, vni = '<w:rFonts w:ascii=".VnTimeH"/>', '<w:rFonts w:ascii="VNI-Times"/>'
    body = p(run("kÕ ho¹ch", capitals)) + p(run("chuyÓn ®æi sè", "<w:b/><w:caps/>")) + p("Së Néi vô n¨m 2026")
    body += tbl(tr(tc(p(run("Keá hoa", vni) + run("ï", vni) + run("ch", vni + "<w:b/>"))), tc(p(run("\u1ea1", vni)))))
    content = read(body, parts={"styles": styles})
    assert lines(content) == ["KẾ HOẠCH", "CHUYỂN ĐỔI SỐ", "Sở Nội vụ năm 2026"]
    assert cells(content) == [("Kế hoạch", "ạ")]
    assert codes(content) == ["encoding_converted", "encoding_converted"]


def test_the_table_of_contents_is_not_read_twice() -> None:
    styles = '<w:style w:type="paragraph" w:styleId="Mucluc1"><w:name w:val="toc 1"/></w:style>'
    body = p("I. MỤC TIÊU 3", properties='<w:pStyle w:val="Mucluc1"/>') + p("I. MỤC TIÊU")
    assert lines(read(body, parts={"styles": styles})) == ["I. MỤC TIÊU"]


def test_tracked_changes_read_as_accepted_and_said() -> None:
    moved = f'<w:moveFrom w:id="3" w:author="A">{run("cũ")}</w:moveFrom><w:moveTo w:id="4">{run("mới")}</w:moveTo>'
    content = read(p("Giao ", DELETED, inserted("Sở Y tế "), moved))
    assert lines(content) == ["Giao Sở Y tế mới"]
    assert codes(content) == ["tracked_changes"]
    assert "4 chỗ sửa" in content.notes[0].message


def test_a_paragraph_whose_end_was_deleted_goes_on_with_the_next() -> None:
    gone = '<w:rPr><w:del w:id="1" w:author="A"/></w:rPr>'
    numbering = {"numbering": pattern("decimal %1.")}
    body = (
        listed("Một") + p(DELETED, properties=f"{gone}") + p("Hai ", properties=gone) + listed("ba") + listed("Bốn")
    )
    assert lines(read(body, parts=numbering)) == ["1. Một", "2. Hai ba", "3. Bốn"]


def test_rows_deleted_or_hidden_are_left_out_and_their_places_counted() -> None:
    body = tbl(
        tr("1", "Việc một"),
        tr("2", "Việc hai", properties='<w:del w:id="1" w:author="A"/>'),
        tr("3", "Việc ba", properties="<w:hidden/>"),
        tr("4", "Việc bốn", properties='<w:ins w:id="1" w:author="A"/>'),
    )
    content = read(body)
    assert cells(content) == [("1", "Việc một"), ("4", "Việc bốn")]
    assert [row.row for row in tables(content)[0].rows] == [1, 4]
    assert codes(content) == ["tracked_changes", "hidden_rows"]
    assert content.notes[1].source.row == 3


def test_comments_pictures_objects_and_parts_from_elsewhere_are_named() -> None:
    extent = '<wp:extent cx="5400000" cy="3600000"/>'
    graphic = '<a:graphic><a:graphicData uri="http://x/picture"><pic:pic/></a:graphicData></a:graphic>'
    chart = '<a:graphic><a:graphicData uri="http://x/2006/chart"/></a:graphic>'
    body = (
        p("Một", f"<w:r><w:drawing><wp:inline>{extent}{graphic}</wp:inline></w:drawing></w:r>")
        + p(f"<w:r><w:drawing><wp:inline>{chart}</wp:inline></w:drawing></w:r>")
        + p("<w:r><w:object><o:OLEObject/></w:object></w:r>")
        + p(run("Bỏ", "<w:strike/>"))
        + p('<w:r><w:sym w:font="Webdings" w:char="F0FF"/></w:r>')
        + '<w:altChunk r:id="rId7"/>'
    )
    shape = '<v:shape style="position:absolute;width:453.6pt;height:12cm"><v:imagedata/></v:shape>'
    body += p(f"<w:r><w:pict>{shape}</w:pict></w:r>")
    comments = {"comments": f'<w:comment w:id="1">{p("Xem lại")}</w:comment><w:comment w:id="2"/>'}
    content = read(body, parts=comments)
    assert lines(content) == ["Một", "Bỏ", "\ufffd"]
    assert codes(content) == [
        "picture_unread",
        "drawing_unread",
        "object_unread",
        "struck_text",
        "symbol_unread",
        "chunk_unread",
        "comments",
        "strange_letters",
    ]
    assert "2 ảnh lớn" in content.notes[0].message
    assert "2 ý kiến" in content.notes[-2].message


def test_footnotes_lose_their_marks_and_keep_their_words() -> None:
    mark = '<w:r><w:footnoteReference w:id="2"/></w:r>'
    own = '<w:r><w:footnoteReference w:id="3" w:customMarkFollows="1"/><w:t>*</w:t></w:r>'
    notes = (
        f'<w:footnote w:id="2">{p("Theo Nghị quyết 57")}</w:footnote><w:footnote w:id="3">{p("Dự kiến")}</w:footnote>'
    )
    content = read(tbl(tr("1", tc(p("Việc một", mark))), tr("2", tc(p("Việc hai", own)))), parts={"footnotes": notes})
    assert cells(content) == [("1", "Việc một"), ("2", "Việc hai")]
    assert [(note.code, note.source.row) for note in content.notes] == [("footnote", 1), ("footnote", 2)]
    assert "“Theo Nghị quyết 57”" in content.notes[0].message


def test_words_at_the_head_of_pages_are_quoted_but_not_page_numbers() -> None:
    parts = {"header1": p("Dự thảo “lần 2”"), "footer1": p("Trang 3/12"), "header2": p("- 2 -")}
    content = read(p("KẾ HOẠCH"), parts=parts)
    assert [(note.code, note.message) for note in content.notes] == [
        ("page_margin", 'Chữ ở đầu hoặc cuối trang, không nhập: “Dự thảo "lần 2"”.')
    ]


def test_macros_and_outside_contents_are_left_alone_and_said() -> None:
    outside = [("attachedTemplate", "http://noi-khac.example/a.dotm"), ("hyperlink", "https://vanban.example")]
    content = read(p("KẾ HOẠCH"), kind=WITH_MACROS, links=outside)
    assert (lines(content), codes(content)) == (["KẾ HOẠCH"], ["macros_ignored", "external_ignored"])
    assert codes(read(p("KẾ HOẠCH"), links=outside[1:])) == []


NEW_BOX = "<w:drawing><wp:anchor><a:graphic><wps:txbx>{}</wps:txbx></a:graphic></wp:anchor></w:drawing>"
OLD_BOX = "<w:pict><v:shape><v:textbox>{}</v:textbox></v:shape></w:pict>"
BOTH = (
    f"<mc:AlternateContent><mc:Choice>{NEW_BOX}</mc:Choice><mc:Fallback>{OLD_BOX}</mc:Fallback></mc:AlternateContent>"
)
WORD_ART = '<w:pict><v:shape><v:textpath string="MẬT"/></v:shape></w:pict>'


@pytest.mark.parametrize("box", [NEW_BOX, OLD_BOX, BOTH, WORD_ART], ids=["new", "old", "both", "art"])
def test_the_words_of_text_boxes_are_read_once(box: str) -> None:
    words = f"<w:txbxContent>{p('MẬT')}</w:txbxContent>"
    drawn = f"<w:r>{box.replace('{}', words)}</w:r>"
    assert lines(read(p("KẾ HOẠCH", drawn))) == ["KẾ HOẠCH", "MẬT"]
    assert cells(read(tbl(tr("1", tc(p("KẾ HOẠCH", drawn)))))) == [("1", "KẾ HOẠCH\nMẬT")]


def rewritten(data: bytes, change: Callable[[str, bytes], tuple[str, bytes]]) -> bytes:
    """The archive with every part renamed or changed."""
    changed = BytesIO()
    with ZipFile(BytesIO(data)) as old, ZipFile(changed, "w") as new:
        for name in old.namelist():
            new.writestr(*change(name, old.read(name)))
    return changed.getvalue()


def test_the_strict_edition_and_other_names_of_the_main_part_are_read() -> None:
    def strict(name: str, text: bytes) -> tuple[str, bytes]:
        text = text.replace(W.encode(), b"http://purl.oclc.org/ooxml/wordprocessingml/main")
        return (name.replace("/", "\\") if name.startswith("word/document") else name), text

    data = word_file(p("KẾ HOẠCH") + tbl(tr("a", "b")), main="word/document2.xml")
    content = read_content(rewritten(data, strict), "ke-hoach.docx")
    assert (lines(content), cells(content)) == (["KẾ HOẠCH"], [("a", "b")])


def test_a_relation_that_leads_nowhere_does_no_harm() -> None:
    def broken(name: str, text: bytes) -> tuple[str, bytes]:
        return name, text.replace(b"</Rel", b'<Relationship Id="r1" Type="x/numbering" Target="NULL"/></Rel')

    data = rewritten(word_file(p("KẾ HOẠCH"), links=[("hyperlink", "https://vanban.example")]), broken)
    assert lines(read_content(data, "ke-hoach.docx")) == ["KẾ HOẠCH"]


def test_a_file_without_words_is_refused() -> None:
    with pytest.raises(DomainError, match="không có nội dung"):
        read(p())
    with pytest.raises(DomainError, match="bản quét"):
        read(p("<w:r><w:drawing><pic:pic/></w:drawing></w:r>"))


def test_a_file_whose_document_is_missing_is_refused() -> None:
    data = rewritten(word_file(p("Một")), lambda name, text: (name, text.replace(b'officeDocument"', b'x"')))
    with pytest.raises(DomainError, match="không phải tệp Word hoàn chỉnh"):
        read_content(data, "ke-hoach.docx")
