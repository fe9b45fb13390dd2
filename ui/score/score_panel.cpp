#include "ui/score/score_panel.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QPushButton>
#include <QScrollArea>
#include <QScrollBar>
#include <QVBoxLayout>

#include "core/text/number.h"
#include "ui/score/findings_view.h"
#include "ui/score/provenance_view.h"
#include "ui/score/score_summary.h"
#include "ui/score/strip_plot.h"
#include "ui/score/verdict_header_p.h"
#include "ui/score/wrap_label_p.h"

namespace snitt {

namespace {

constexpr double kMostPinned = 0.6;  // of the height

}  // namespace

ScorePanel::ScorePanel(QWidget* parent) : QWidget(parent), m_scroll(new QScrollArea(this)) {
  setAccessibleName(tr("Score"));
  m_scroll->setFrameShape(QFrame::NoFrame);
  m_scroll->setWidgetResizable(true);
  m_scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  showNothing();
}

void ScorePanel::setScore(std::shared_ptr<const ScoreFolder> folder) {
  m_folder = std::move(folder);
  delete m_header;
  m_header = nullptr;
  m_content = nullptr;
  m_gallery = nullptr;
  if (m_folder)
    showScore();
  else
    showNothing();
  m_scroll->verticalScrollBar()->setValue(0);
  arrange();
}

void ScorePanel::makeHeader() {
  std::vector<Banner> more;
  if (!m_stale.isEmpty()) more.push_back({BannerKind::stale, Severity::serious, tr("Stale"), m_stale});
  m_header = new VerdictHeader(m_folder->score, more, this);
}

void ScorePanel::setStale(const QString& sentence) {
  if (sentence == m_stale) return;
  m_stale = sentence;
  if (!m_folder) return;
  delete m_header;
  makeHeader();
  arrange();
}

void ScorePanel::setPictureSource(PictureSource source) {
  m_source = std::move(source);
  if (m_gallery != nullptr) m_gallery->setPictureSource(m_source);
}

void ScorePanel::showNothing() {
  auto* content = new QWidget;
  auto* lines = new QVBoxLayout(content);
  lines->setContentsMargins(24, 24, 24, 24);
  auto* words = new QLabel(tr("No score yet. Score this slide (menu Scoring), or open a folder of results."), content);
  words->setObjectName(QStringLiteral("emptyState"));
  words->setWordWrap(true);
  words->setForegroundRole(QPalette::PlaceholderText);
  words->setAlignment(Qt::AlignCenter);
  lines->addWidget(words);
  m_scroll->setWidget(content);
}

void ScorePanel::showScore() {
  const Score& score = m_folder->score;
  makeHeader();
  auto* content = new QWidget;
  auto* lines = new QVBoxLayout(content);
  lines->setContentsMargins(10, 4, 10, 14);
  lines->setSpacing(6);
  m_content = lines;
  if (const QString why = whySentence(score); !why.isEmpty()) {
    lines->addWidget(new SectionHeading(tr("Why"), content));
    auto* words = new CopyableText(why, content);
    words->setObjectName(QStringLiteral("why"));
    words->setAccessibleName(tr("Why"));
    lines->addWidget(words);
  }
  addScores(lines);
  lines->addWidget(new SectionHeading(tr("Tiles"), content));
  m_gallery = new TileGallery(content);
  connect(m_gallery, &TileGallery::goTo, this, &ScorePanel::goTo);
  connect(m_gallery, &TileGallery::tileFocused, this,
          [this](QWidget* tile) { m_scroll->ensureWidgetVisible(tile, 0, 12); });
  m_gallery->setScore(m_folder.get());
  lines->addWidget(m_gallery);
  lines->addWidget(new SectionHeading(tr("Findings"), content));
  lines->addWidget(new FindingsView(score, content));
  lines->addWidget(new SectionHeading(tr("Provenance"), content));
  addBundle(lines);
  lines->addWidget(new ProvenanceView(score, content));
  lines->addStretch(1);
  m_scroll->setWidget(content);
  m_gallery->setPictureSource(m_source);
}

void ScorePanel::addScores(QVBoxLayout* lines) {
  const Score& score = m_folder->score;
  QWidget* content = lines->parentWidget();
  lines->addWidget(new SectionHeading(tr("Scores against their thresholds"), content));
  const bool meaningful = score.bundleStatus != BundleStatus::untrained && score.notAssessable.empty();
  for (const ScoredResolution& one : score.resolutions) {
    lines->addSpacing(2);
    lines->addWidget(new StripPlot(one, meaningful, content));
  }
  if (score.resolutions.empty())
    lines->addWidget(new WrapLabel(tr("This score holds no resolution."), TextTone::normal, content));
  else
    lines->addWidget(new StripKey(content));
  if (score.combined)
    lines->addWidget(
        new WrapLabel(tr("Combined score %1; it never decides the class.").arg(toQString(fixed(*score.combined, 3))),
                      TextTone::faint, content));
  if (!score.risk.group.empty())
    lines->addWidget(
        new WrapLabel(tr("Risk group: %1 (%2)").arg(toQString(score.risk.group), toQString(score.risk.reason)),
                      TextTone::normal, content));
}

void ScorePanel::addBundle(QVBoxLayout* lines) {
  auto* card = new QPushButton(tr("Model card…"), lines->parentWidget());
  card->setObjectName(QStringLiteral("cardButton"));
  card->setAccessibleName(tr("Show the bundle's model card"));
  card->setToolTip(tr("Intended use, limits, training population, performance"));
  connect(card, &QPushButton::clicked, this, &ScorePanel::cardRequested);
  lines->addWidget(card, 0, Qt::AlignLeft);
}

void ScorePanel::arrange() {
  int headPx = 0;
  if (m_header != nullptr) {
    // As it would stand pinned, whatever it is now; the scrolling part has margins of its own.
    m_header->layout()->setContentsMargins(10, 10, 10, 8);
    const int wantedPx = m_header->heightForWidth(width());
    const bool pinned = wantedPx <= height() * kMostPinned;
    const bool wasPinned = m_header->parentWidget() == this;
    if (pinned && !wasPinned) {
      m_content->removeWidget(m_header);
      m_header->setParent(this);
    } else if (!pinned && wasPinned) {
      m_content->insertWidget(0, m_header);
    }
    if (pinned) {
      headPx = wantedPx;
      m_header->setGeometry(0, 0, width(), headPx);
    } else {
      m_header->layout()->setContentsMargins(0, 6, 0, 8);
    }
    m_header->show();
  }
  m_scroll->setGeometry(0, headPx, width(), height() - headPx);
}

void ScorePanel::resizeEvent(QResizeEvent* event) {
  QWidget::resizeEvent(event);
  arrange();
}

void ScorePanel::changeEvent(QEvent* event) {
  QWidget::changeEvent(event);
  if (event->type() == QEvent::FontChange || event->type() == QEvent::StyleChange) arrange();
}

}  // namespace snitt
