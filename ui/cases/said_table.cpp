#include <QHeaderView>

#include <algorithm>
#include <array>

#include "ui/cases/case_words.h"
#include "ui/cases/foreign_text.h"
#include "ui/cases/said_table_p.h"
#include "ui/score/score_style_p.h"
#include "ui/theme/theme.h"

namespace snitt {

namespace {

constexpr std::array kFields{&SlideIdentity::accession, &SlideIdentity::specimen, &SlideIdentity::block,
                             &SlideIdentity::slide, &SlideIdentity::stain};
constexpr int kFirstField = 2;
constexpr int kMostRows = 6;  // in sight

}  // namespace

SaidTable::SaidTable(QWidget* parent) : QTableWidget(0, kFirstField + static_cast<int>(kFields.size()), parent) {
  setObjectName(QStringLiteral("said"));
  setAccessibleName(tr("What each source says of the slide"));
  setHorizontalHeaderLabels(
      {tr("Source"), tr("As it was read"), tr("Accession"), tr("Specimen"), tr("Block"), tr("Slide"), tr("Stain")});
  verticalHeader()->hide();
  horizontalHeader()->setStretchLastSection(false);
  horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
  horizontalHeader()->setHighlightSections(false);
  horizontalHeader()->setSectionResizeMode(QHeaderView::ResizeToContents);
  horizontalHeader()->setSectionResizeMode(1, QHeaderView::Stretch);
  setEditTriggers(QAbstractItemView::NoEditTriggers);
  setSelectionMode(QAbstractItemView::NoSelection);
  setFocusPolicy(Qt::NoFocus);
  setShowGrid(false);
  setWordWrap(false);
  setTextElideMode(Qt::ElideMiddle);
  setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

void SaidTable::show(const std::vector<SaidIdentity>& said) {
  setRowCount(static_cast<int>(said.size()));
  const SlideIdentity first = [&] {
    SlideIdentity all;
    for (const SaidIdentity& one : said)
      for (const auto field : kFields)
        if (one.identity && (all.*field).empty()) all.*field = (*one.identity).*field;
    return all;
  }();
  const auto put = [this](int row, int column, const QString& text) {
    auto* item = new QTableWidgetItem(text);
    item->setToolTip(asToolTip(text));
    setItem(row, column, item);
    return item;
  };
  for (int row = 0; row < rowCount(); ++row) {
    const SaidIdentity& one = said[static_cast<std::size_t>(row)];
    put(row, 0, identitySourceWords(one.source));
    put(row, 1, shownText(one.text, 120));
    for (std::size_t i = 0; i < kFields.size(); ++i) {
      const std::string value = one.identity ? (*one.identity).*kFields[i] : std::string();
      QTableWidgetItem* item = put(row, kFirstField + static_cast<int>(i), shownText(value, 40));
      if (value.empty() || value == first.*kFields[i]) continue;
      item->setFont(score::bold(font()));
      item->setForeground(toneColour(Tone::warning));
      item->setToolTip(asToolTip(tr("An earlier source says %1").arg(shownText(first.*kFields[i], 40))));
    }
    if (!one.identity) item(row, kFirstField)->setText(tr("no pattern fits"));
  }
  updateGeometry();
}

SlideIdentity SaidTable::summed(const std::vector<SaidIdentity>& said) {
  SlideIdentity all;
  bool disagree = false;
  for (const SaidIdentity& one : said) {
    if (!one.identity) continue;
    if (!all.accession.empty() && !one.identity->accession.empty() && all.accession != one.identity->accession)
      disagree = true;
    for (const auto field : kFields)
      if ((all.*field).empty()) all.*field = (*one.identity).*field;
  }
  if (disagree) all.accession.clear();
  return all;
}

QSize SaidTable::sizeHint() const {
  const int rows = std::clamp(rowCount(), 1, kMostRows);
  return {400, horizontalHeader()->sizeHint().height() + rows * verticalHeader()->defaultSectionSize() + 4};
}

}  // namespace snitt
