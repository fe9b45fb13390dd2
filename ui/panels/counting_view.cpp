#include "ui/panels/counting_view.h"

#include <QApplication>
#include <QClipboard>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLocale>
#include <QPushButton>
#include <QTreeWidget>
#include <QVBoxLayout>

#include <chrono>
#include <cmath>

#include "ui/panels/annotation_model.h"
#include "ui/panels/panel_parts_p.h"

namespace snitt {

namespace {

// Often enough to look immediate, seldom enough that clicking fast stays fast.
constexpr auto kUpdateAfter = std::chrono::milliseconds(120);

QString densityText(std::size_t count, double areaMm2) {
  if (areaMm2 <= 0) return QStringLiteral("–");
  const double density = static_cast<double>(count) / areaMm2;
  return QLocale().toString(density, 'f', density < 100 ? 1 : 0);
}

QString areaOf(double areaMm2) {
  return QLocale().toString(std::round(areaMm2 * 1000) / 1000, 'g', QLocale::FloatingPointShortest) +
         QStringLiteral(" mm²");
}

}  // namespace

CountingView::CountingView(const ClassList& classes, QWidget* parent)
    : QWidget(parent), m_classes(classes), m_tree(new QTreeWidget(this)), m_note(makeNote(this)) {
  build();
  m_soon.setSingleShot(true);
  m_soon.setInterval(kUpdateAfter);
  connect(&m_soon, &QTimer::timeout, this, &CountingView::refresh);
  connect(&classes, &ClassList::changed, this, &CountingView::later);
  refresh();
}

void CountingView::build() {
  m_tree->setAccessibleName(tr("Counted points by field frame and class"));
  m_tree->setHeaderLabels({tr("Frame and class"), tr("Points"), tr("per mm²")});
  m_tree->setUniformRowHeights(true);
  m_tree->setFrameShape(QFrame::NoFrame);
  m_tree->setIndentation(14);
  m_tree->header()->setStretchLastSection(false);
  m_tree->header()->setSectionResizeMode(0, QHeaderView::Stretch);
  for (const int column : {1, 2}) {
    m_tree->header()->setSectionResizeMode(column, QHeaderView::ResizeToContents);
    m_tree->headerItem()->setTextAlignment(column, Qt::AlignRight | Qt::AlignVCenter);
  }
  m_copy = new QPushButton(tr("Copy as CSV"), this);
  m_copy->setToolTip(tr("Put the table on the clipboard"));
  connect(m_copy, &QPushButton::clicked, this,
          [this] { QApplication::clipboard()->setText(QString::fromUtf8(csv())); });
  m_export = new QPushButton(tr("Export CSV…"), this);
  m_export->setToolTip(tr("Write the table to a file"));
  connect(m_export, &QPushButton::clicked, this, [this] { Q_EMIT exportAsked(csv()); });
  auto* buttons = new QHBoxLayout;
  buttons->addStretch(1);
  buttons->addWidget(m_copy);
  buttons->addWidget(m_export);
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(8, 8, 8, 8);
  layout->setSpacing(6);
  layout->addWidget(m_note);
  layout->addWidget(m_tree, 1);
  layout->addLayout(buttons);
}

void CountingView::setDrawing(Drawing* drawing) {
  if (m_drawing != nullptr) disconnect(m_drawing, nullptr, this, nullptr);
  m_drawing = drawing;
  if (drawing != nullptr) {
    connect(drawing, &Drawing::changed, this, &CountingView::later);
    connect(drawing, &QObject::destroyed, this, [this] {
      m_drawing = nullptr;
      later();
    });
  }
  refresh();
}

void CountingView::setScale(const std::optional<Mpp>& mpp) {
  m_mpp = mpp;
  refresh();
}

Counts CountingView::counted() const {
  if (m_drawing == nullptr) return {};
  return countPoints(m_drawing->annotations(), m_mpp ? PixelSize{m_mpp->x, m_mpp->y} : PixelSize());
}

QByteArray CountingView::csv() const { return QByteArray::fromStdString(countsCsv(counted())); }

// Not restarted by the next edit: the table follows while one counts without a pause.
void CountingView::later() {
  m_stale = true;
  if (isVisible() && !m_soon.isActive()) m_soon.start();
}

void CountingView::showEvent(QShowEvent* event) {
  if (m_stale) refresh();
  QWidget::showEvent(event);
}

void CountingView::refresh() {
  m_stale = false;
  const Counts counts = counted();
  int row = 0;
  bool anyFrame = false;
  bool anyUnknownArea = false;
  for (const FrameCount& frame : counts.frames) {
    const bool isFrame = !frame.frame.empty();
    anyFrame |= isFrame;
    anyUnknownArea |= isFrame && frame.areaMm2 <= 0;
    const QString name = frame.name.empty() ? tr("Field frame %1").arg(row + 1) : QString::fromStdString(frame.name);
    showGroup(groupAt(row++), isFrame ? name : tr("Outside frames"), frame.points, frame.areaMm2);
  }
  if (anyFrame) showGroup(groupAt(row++), tr("All frames"), counts.inFrames, counts.areaMm2);
  while (m_tree->topLevelItemCount() > row) delete m_tree->takeTopLevelItem(row);
  const bool any = row > 0;
  m_note->setText(!any             ? tr("Nothing is counted yet. Count points, and place field frames to have "
                                                    "them counted per area.")
                  : !anyFrame      ? tr("Place a field frame to have points counted per mm².")
                  : anyUnknownArea ? tr("Counts per mm² need the scale of the slide.")
                                   : QString());
  m_note->setVisible(!m_note->text().isEmpty());
  m_copy->setEnabled(any);
  m_export->setEnabled(any);
}

QTreeWidgetItem* CountingView::groupAt(int row) {
  if (QTreeWidgetItem* there = m_tree->topLevelItem(row)) return there;
  auto* group = new QTreeWidgetItem(m_tree);
  group->setExpanded(true);
  QFont bold = m_tree->font();
  bold.setBold(true);
  for (const int column : {0, 1, 2}) group->setFont(column, bold);
  return group;
}

// In place, so that scrolling and what is folded stay as they are.
void CountingView::showGroup(QTreeWidgetItem* group, const QString& title,
                             const std::map<std::string, std::size_t>& points, double areaMm2) {
  const auto fill = [&](QTreeWidgetItem* item, const QString& words, std::size_t count) {
    item->setText(0, words);
    item->setToolTip(0, words.toHtmlEscaped());
    item->setText(1, QLocale().toString(count));
    item->setText(2, densityText(count, areaMm2));
    for (const int column : {1, 2}) item->setTextAlignment(column, Qt::AlignRight | Qt::AlignVCenter);
  };
  std::size_t sum = 0;
  int row = 0;
  for (const auto& [name, count] : points) {
    sum += count;
    QTreeWidgetItem* item = group->child(row++);
    if (item == nullptr) item = new QTreeWidgetItem(group);
    fill(item, name.empty() ? tr("No class") : QString::fromStdString(name), count);
    const Colour colour = m_classes.colourOf(name);
    item->setIcon(0, classSwatch(QColor(colour[0], colour[1], colour[2])));
  }
  while (group->childCount() > row) delete group->takeChild(row);
  fill(group, title, sum);
  if (areaMm2 > 0) group->setToolTip(0, (title + u'\n' + areaOf(areaMm2)).toHtmlEscaped().replace(u'\n', "<br>"));
}

}  // namespace snitt
