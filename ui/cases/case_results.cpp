#include <QLocale>
#include <QVBoxLayout>

#include <algorithm>

#include "ui/cases/case_results_p.h"
#include "ui/cases/case_words.h"
#include "ui/cases/foreign_text.h"
#include "ui/score/verdict_header_p.h"
#include "ui/score/wrap_label_p.h"

namespace snitt {

namespace {

// Why there is no result yet.
ClassWord wordOf(const LabCase& labCase) {
  switch (labCase.ai) {
    case AiState::noSlides:
      return {ClassKind::none, CaseResults::tr("No slides"), CaseResults::tr("There is nothing to score yet.")};
    case AiState::notAllowed:
      return {ClassKind::none, CaseResults::tr("Not allowed"),
              CaseResults::tr("A flag of the patient or the case forbids it.")};
    case AiState::slidesNotChosen:
      return {ClassKind::none, CaseResults::tr("Slides not chosen"),
              CaseResults::tr("A result follows once a person has said which slides of H&E show the primary invasive "
                              "tumour (key Y on a slide).")};
    case AiState::unscored:
      return {ClassKind::none, CaseResults::tr("Not scored yet"),
              CaseResults::tr("Not all of the chosen slides have been scored.")};
    case AiState::notAssessable:
      return {ClassKind::notAssessable, CaseResults::tr("Not assessable"),
              CaseResults::tr("None of the chosen slides gives a class.")};
    case AiState::scored:
      return {ClassKind::none, CaseResults::tr("No result"), {}};
  }
  return {};
}

ClassWord wordOf(const CaseResult& result, AiState state) {
  const QString why = shownText(result.why, 400);
  if (result.prognosis && result.bundleStatus == BundleStatus::untrained)
    return {ClassKind::meaningless, CaseResults::tr("Untrained: no meaning"), why};
  ClassWord word{classKindOf(result.prognosis), classLong(result.prognosis), why};
  if (!result.prognosis && state == AiState::notAssessable) word.kind = ClassKind::notAssessable;
  return word;
}

}  // namespace

CaseResults::CaseResults(QWidget* parent) : QWidget(parent), m_rows(new QVBoxLayout(this)) {
  m_rows->setContentsMargins(0, 0, 0, 0);
  m_rows->setSpacing(6);
}

void CaseResults::show(const LabCase& labCase) {
  while (QLayoutItem* item = m_rows->takeAt(0)) {
    if (item->widget() != nullptr) item->widget()->deleteLater();
    delete item;
  }
  const auto add = [this](QWidget* row) {
    m_rows->addWidget(row);
    row->show();
  };
  if (labCase.results.empty()) return add(new ClassCard(wordOf(labCase), this));
  for (const CaseResult& one : labCase.results) {
    add(new ClassCard(wordOf(one, labCase.ai), this));
    if (one.bundleStatus == BundleStatus::demonstrator)
      add(new BannerView({BannerKind::demonstrator, Severity::caution, tr("Demonstrator"),
                          tr("Made to show the program: this says nothing of the patient.")},
                         this));
    QStringList facts;
    if (one.combined) facts << tr("score %1").arg(QLocale().toString(*one.combined, 'f', 3));
    facts << (one.slides == 1 ? tr("1 slide") : tr("%1 slides").arg(one.slides));
    facts << tr("%1 %2").arg(shownText(one.bundleName, 60), shownText(one.bundleVersion, 20));
    add(new WrapLabel(facts.join(QStringLiteral("  ·  ")), TextTone::faint, this));
    if (!one.riskGroup.empty())
      add(new WrapLabel(tr("Risk group: %1").arg(shownText(one.riskGroup, 80)), TextTone::strong, this));
    if (!one.riskReason.empty()) add(new WrapLabel(shownText(one.riskReason, 300), TextTone::faint, this));
  }
}

}  // namespace snitt
