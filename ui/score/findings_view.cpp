#include "ui/score/findings_view.h"

#include <QGridLayout>
#include <QLabel>
#include <QLocale>
#include <QVBoxLayout>

#include <functional>

#include "core/text/number.h"
#include "ui/score/finding_row_p.h"
#include "ui/score/score_style_p.h"
#include "ui/score/score_summary.h"
#include "ui/score/wrap_label_p.h"

namespace snitt {

FindingsView::FindingsView(const Score& score, QWidget* parent) : QWidget(parent), m_layout(new QVBoxLayout(this)) {
  m_layout->setContentsMargins(0, 0, 0, 0);
  m_layout->setSpacing(3);
  addScope(score);
  addRegion(score);
  addQuality(score);
  addFile(score);
  addUnreadable(score);
}

void FindingsView::addHeading(const QString& words) {
  if (m_layout->count() > 0) m_layout->addSpacing(6);
  m_layout->addWidget(new WrapLabel(words, TextTone::strong, this));
}

void FindingsView::addScope(const Score& score) {
  addHeading(tr("Scope"));
  if (score.scope.findings.empty())
    m_layout->addWidget(
        new WrapLabel(tr("The bundle limits nothing, so nothing was checked."), TextTone::normal, this));
  // What is wrong comes first.
  for (const FactState state : {FactState::violated, FactState::unknown, FactState::met})
    for (const ScopeFinding& finding : score.scope.findings) {
      if (finding.state != state) continue;
      const QString word = state == FactState::met        ? tr("met")
                           : state == FactState::violated ? tr("violated")
                                                          : tr("unknown");
      m_layout->addWidget(
          new FindingRow(state, tr("%1: %2").arg(toQString(finding.fact), word), toQString(finding.detail), this));
    }
}

void FindingsView::addRegion(const Score& score) {
  addHeading(tr("Region scored"));
  const QString source = toQString(score.tumourSource);
  const QString area = toQString(fixed(score.tumourAreaMm2, 2));
  QString words = tr("None found (%1)").arg(source);
  if (score.tumourComponents == 1) words = tr("%1 mm² in 1 part (%2)").arg(area, source);
  if (score.tumourComponents > 1)
    words = tr("%1 mm² in %2 parts (%3)").arg(area, QString::number(score.tumourComponents), source);
  m_layout->addWidget(new WrapLabel(words, TextTone::normal, this));
  if (score.tumourDice)
    m_layout->addWidget(
        new WrapLabel(tr("Overlap with the network's own outline: Dice %1").arg(toQString(fixed(*score.tumourDice, 2))),
                      TextTone::normal, this));
}

void FindingsView::addQuality(const Score& score) {
  addHeading(tr("Quality"));
  if (!score.tissueQuality && !score.tumourQuality) {
    m_layout->addWidget(new WrapLabel(tr("Not measured."), TextTone::normal, this));
    return;
  }
  auto* table = new QWidget(this);
  auto* grid = new QGridLayout(table);
  grid->setContentsMargins(0, 0, 0, 0);
  grid->setHorizontalSpacing(8);
  grid->setVerticalSpacing(1);
  grid->setColumnStretch(0, 1);
  int row = 0;
  const auto addRow = [&](const QString& name, const QString& tissue, const QString& region) {
    auto* label = new WrapLabel(name, row == 0 ? TextTone::faint : TextTone::normal, table);
    grid->addWidget(label, row, 0);
    for (int column = 1; column <= 2; ++column) {
      auto* value = new QLabel(column == 1 ? tissue : region, table);
      value->setAlignment(Qt::AlignRight);
      if (row == 0) value->setFont(score::smaller(value->font()));
      value->setAccessibleName(
          row == 0 ? value->text()
                   : tr("%1, %2: %3").arg(name, column == 1 ? tr("tissue") : tr("region"), value->text()));
      grid->addWidget(value, row, column);
    }
    ++row;
  };
  const auto figure = [&](const QString& name, const std::function<QString(const QualityFigures&)>& text) {
    const auto of = [&](const std::optional<QualityFigures>& figures) {
      return figures ? text(*figures) : QStringLiteral("–");
    };
    addRow(name, of(score.tissueQuality), of(score.tumourQuality));
  };
  addRow({}, tr("tissue"), tr("region"));
  figure(tr("Area, mm²"), [](const QualityFigures& of) { return toQString(fixed(of.areaMm2, 1)); });
  figure(tr("Pen"), [](const QualityFigures& of) { return percentText(of.penShare); });
  figure(tr("Folds"), [](const QualityFigures& of) { return percentText(of.foldShare); });
  figure(tr("Blurred"), [](const QualityFigures& of) { return percentText(of.blurShare); });
  figure(tr("Brightness, 0–255"), [](const QualityFigures& of) { return toQString(fixed(of.brightness, 0)); });
  m_layout->addWidget(table);
}

void FindingsView::addFile(const Score& score) {
  addHeading(tr("Slide"));
  m_layout->addWidget(new WrapLabel(
      score.stainSeen.empty() ? tr("Stain seen: not recognised") : tr("Stain seen: %1").arg(toQString(score.stainSeen)),
      TextTone::normal, this));
  if (score.slide.findings.empty())
    m_layout->addWidget(new WrapLabel(tr("Nothing was found about the file."), TextTone::normal, this));
  for (const std::string& finding : score.slide.findings) {
    const QString words = toQString(finding);
    m_layout->addWidget(
        new WrapLabel(QStringLiteral("• ") + words.left(1).toUpper() + words.mid(1), TextTone::normal, this));
  }
}

void FindingsView::addUnreadable(const Score& score) {
  addHeading(tr("Unreadable tiles"));
  bool any = false;
  for (const ScoredResolution& one : score.resolutions) {
    if (one.unreadable.empty()) continue;
    any = true;
    m_layout->addWidget(new FindingRow(
        FactState::violated,
        tr("%1: %2 of %3").arg(toQString(one.name), QString::number(one.unreadable.size()), tileCount(one.tiles)),
        tr("Left out of the score"), this));
  }
  if (!any) m_layout->addWidget(new WrapLabel(tr("None."), TextTone::normal, this));
}

}  // namespace snitt
