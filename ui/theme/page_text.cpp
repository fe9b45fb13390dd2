#include "ui/theme/page_text.h"

#include <QPalette>
#include <QTextBlock>
#include <QTextCursor>
#include <QTextDocument>
#include <QTextList>
#include <QTextTable>

namespace snitt {

namespace {

constexpr qreal kAboveHeading = 16;
constexpr qreal kBelowHeading = 6;
constexpr qreal kBelowText = 6;
constexpr qreal kInCell = 4;

void spaceBlocks(QTextDocument& document) {
  for (QTextBlock block = document.begin(); block.isValid(); block = block.next()) {
    QTextCursor cursor(block);
    if (cursor.currentTable() != nullptr) continue;
    const bool heading = block.blockFormat().headingLevel() > 0;
    QTextBlockFormat room;
    if (heading && block != document.begin()) room.setTopMargin(kAboveHeading);
    const bool listGoesOn = block.textList() != nullptr && block.next().textList() != nullptr;
    room.setBottomMargin(heading ? kBelowHeading : listGoesOn ? kBelowText / 2 : kBelowText);
    cursor.mergeBlockFormat(room);
  }
}

void layOutTable(QTextTable& table, const QPalette& palette) {
  QTextTableFormat format = table.format();
  format.setCellPadding(kInCell);
  format.setCellSpacing(0);
  format.setBorderCollapse(true);
  format.setBorder(1);
  format.setBorderStyle(QTextFrameFormat::BorderStyle_Solid);
  QColor line = palette.color(QPalette::Text);
  line.setAlpha(90);
  format.setBorderBrush(line);
  format.setTopMargin(kBelowText);
  format.setBottomMargin(kBelowText);
  bool titled = false;
  for (int column = 0; column < table.columns(); ++column)
    titled = titled || table.cellAt(0, column).firstCursorPosition().block().length() > 1;
  if (!titled && table.rows() > 1) {
    table.removeRows(0, 1);
    format.setHeaderRowCount(0);
  }
  table.setFormat(format);
}

}  // namespace

void setPage(QTextDocument& document, const QString& markdown, const QPalette& palette) {
  document.setMarkdown(
      markdown, QTextDocument::MarkdownFeatures(QTextDocument::MarkdownDialectGitHub) | QTextDocument::MarkdownNoHTML);
  spaceBlocks(document);
  for (QTextFrame* frame : document.rootFrame()->childFrames())
    if (auto* table = qobject_cast<QTextTable*>(frame)) layOutTable(*table, palette);
}

}  // namespace snitt
