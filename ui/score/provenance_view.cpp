#include "ui/score/provenance_view.h"

#include <QClipboard>
#include <QGridLayout>
#include <QGuiApplication>
#include <QPushButton>
#include <QStringList>
#include <QToolButton>

#include <algorithm>

#include "core/text/number.h"
#include "ui/score/score_style_p.h"
#include "ui/score/score_summary.h"
#include "ui/score/wrap_label_p.h"

namespace snitt {

namespace {

constexpr qsizetype kShortHash = 10;

// Not a member of the view: the rows are a pure function.
class Texts {
  Q_DECLARE_TR_FUNCTIONS(Provenance)
};

class Rows {
 public:
  void add(const QString& label, const QString& value) {
    const QString shown = value.isEmpty() ? Texts::tr("not recorded") : value;
    m_rows.push_back({label, shown, shown});
  }
  void addHash(const QString& label, const std::string& hash) {
    if (hash.empty()) return add(label, {});
    const QString full = toQString(hash);
    m_rows.push_back({label, full.left(kShortHash) + QStringLiteral("…"), full});
  }
  std::vector<ProvenanceRow> take() { return std::move(m_rows); }

 private:
  std::vector<ProvenanceRow> m_rows;
};

QString seconds(double value) { return Texts::tr("%1 s").arg(toQString(fixed(value, 1))); }

QString scaleText(const ScoredSlide& slide) {
  if (!(slide.mppX > 0)) return {};
  const QString x = toQString(fixed(slide.mppX, 4));
  const QString y = toQString(fixed(slide.mppY, 4));
  QString words = x == y ? Texts::tr("%1 µm/px").arg(x) : Texts::tr("%1 × %2 µm/px").arg(x, y);
  if (!slide.mppSource.empty()) words += QStringLiteral(", ") + toQString(slide.mppSource);
  if (!slide.mppReason.empty()) words += QStringLiteral(" (") + toQString(slide.mppReason) + QLatin1Char(')');
  if (slide.mppInFile && *slide.mppInFile != slide.mppX)
    words += Texts::tr("; the file says %1").arg(toQString(fixed(*slide.mppInFile, 4)));
  return words;
}

QString signatureText(const SignatureCheck& check) {
  const QString key = toQString(check.key).left(16);
  switch (check.state) {
    case SignatureState::trusted:
      return Texts::tr("Signed by %1 (key %2)").arg(toQString(check.name), key);
    case SignatureState::unknownKey:
      return Texts::tr("Signed by a key that is not trusted here (%1)").arg(key);
    case SignatureState::none:
      break;
  }
  return Texts::tr("Not signed");
}

QString startedText(const std::string& iso) {
  QString text = toQString(iso);
  if (text.size() >= 19 && text.at(10) == QLatin1Char('T')) text.replace(10, 1, QLatin1Char(' '));
  if (text.endsWith(QLatin1Char('Z'))) text = text.chopped(1) + QStringLiteral(" UTC");
  return text;
}

QString stagesText(const ScoreRun& run) {
  QStringList stages;
  for (const auto& [name, spent] : run.stages) stages << toQString(name) + QLatin1Char(' ') + seconds(spent);
  return stages.join(QStringLiteral(", "));
}

}  // namespace

std::vector<ProvenanceRow> provenanceRows(const Score& score) {
  const ScoreRun& run = score.run;
  Rows rows;
  rows.add(Texts::tr("Bundle"), toQString(score.bundleName));
  rows.add(Texts::tr("Bundle ID"), toQString(score.bundleId));
  rows.add(Texts::tr("Version"), toQString(score.bundleVersion));
  rows.add(Texts::tr("Status"), statusWord(score.bundleStatus));
  rows.addHash(Texts::tr("Bundle SHA-256"), score.bundleSha256);
  rows.add(Texts::tr("Signature"), signatureText(score.bundleSignature));
  rows.addHash(Texts::tr("Slide SHA-256"), score.slide.sha256);
  rows.add(Texts::tr("Scale"), scaleText(score.slide));
  rows.add(Texts::tr("Run"), toQString(run.id));
  rows.add(Texts::tr("Started"), startedText(run.started));
  rows.add(Texts::tr("Started by"), toQString(run.typedBy));
  rows.add(Texts::tr("Software"), toQString(run.software));
  rows.add(Texts::tr("Device"), toQString(run.device));
  rows.add(Texts::tr("Precision"), toQString(run.precision));
  rows.add(Texts::tr("Numeric path"), toQString(run.pathNote.empty() ? run.path : run.path + "; " + run.pathNote));
  rows.add(Texts::tr("Threads"), run.threads > 0 ? QString::number(run.threads) : QString());
  rows.add(Texts::tr("Took"), run.seconds > 0 ? seconds(run.seconds) : QString());
  if (!run.stages.empty()) rows.add(Texts::tr("Stages"), stagesText(run));
  return rows.take();
}

QString provenanceText(const Score& score) {
  QString text;
  for (const ProvenanceRow& row : provenanceRows(score))
    text += row.label + QStringLiteral(": ") + row.full + QLatin1Char('\n');
  return text;
}

ProvenanceView::ProvenanceView(const Score& score, QWidget* parent) : QWidget(parent) {
  auto* grid = new QGridLayout(this);
  grid->setContentsMargins(0, 0, 0, 0);
  grid->setHorizontalSpacing(10);
  grid->setVerticalSpacing(3);
  grid->setColumnStretch(1, 1);
  int labelPx = 0;
  for (const ProvenanceRow& row : provenanceRows(score))
    labelPx = std::max(labelPx, fontMetrics().horizontalAdvance(row.label) + 2);
  int line = 0;
  for (const ProvenanceRow& row : provenanceRows(score)) {
    auto* label = new WrapLabel(row.label, TextTone::label, this);
    label->setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Preferred);
    label->setFixedWidth(std::min(labelPx, 120));
    grid->addWidget(label, line, 0, Qt::AlignTop);
    auto* value = new CopyableText(row.shown, this);
    value->setAccessibleName(row.label);
    const bool shortened = row.full != row.shown;
    grid->addWidget(value, line, 1, 1, shortened ? 1 : 2);
    if (shortened) {
      value->setToolTip(row.full);
      value->setAccessibleDescription(row.full);
      auto* copy = new QToolButton(this);
      copy->setText(tr("Copy"));
      copy->setAutoRaise(true);
      copy->setFont(score::smaller(copy->font()));
      copy->setToolTip(tr("Copy all of it: %1").arg(row.full));
      copy->setAccessibleName(tr("Copy %1").arg(row.label));
      connect(copy, &QToolButton::clicked, this, [text = row.full] { QGuiApplication::clipboard()->setText(text); });
      grid->addWidget(copy, line, 2, Qt::AlignTop);
    }
    ++line;
  }
  auto* all = new QPushButton(tr("Copy all"), this);
  all->setObjectName(QStringLiteral("copyAll"));
  all->setAccessibleName(tr("Copy all of the provenance"));
  all->setToolTip(tr("Copies every line, hashes with all their digits"));
  connect(all, &QPushButton::clicked, this,
          [text = provenanceText(score)] { QGuiApplication::clipboard()->setText(text); });
  grid->addWidget(all, line, 0, 1, 3, Qt::AlignLeft);
}

}  // namespace snitt
