#include "ui/window/start_card.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QLayoutItem>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>

#include "ui/theme/icons.h"

namespace snitt {

namespace {

constexpr int kWidthPx = 340;
constexpr int kMarginPx = 12;

QString textOf(const std::filesystem::path& path) { return QString::fromStdString(path.string()); }

}  // namespace

StartCard::StartCard(QWidget* parent) : QFrame(parent) {
  setFrameShape(QFrame::StyledPanel);
  setAutoFillBackground(true);
  setAccessibleName(tr("Start"));
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(16, 14, 16, 14);
  column->setSpacing(10);
  auto* words = new QLabel(tr("Drop a slide here, or open one:"));
  column->addWidget(words);
  auto* buttons = new QHBoxLayout;
  auto* open = new QPushButton(icon("open"), tr("Open a slide…"));
  auto* folder = new QPushButton(icon("open-folder"), tr("Open a folder…"));
  open->setAutoDefault(true);
  connect(open, &QPushButton::clicked, this, &StartCard::openRequested);
  connect(folder, &QPushButton::clicked, this, &StartCard::openFolderRequested);
  buttons->addWidget(open, 1);
  buttons->addWidget(folder, 1);
  column->addLayout(buttons);
  m_recent = new QWidget;
  m_rows = new QVBoxLayout(m_recent);
  m_rows->setContentsMargins(0, 4, 0, 0);
  m_rows->setSpacing(0);
  column->addWidget(m_recent);
  m_recent->hide();
}

void StartCard::setRecent(const std::vector<std::filesystem::path>& files) {
  while (QLayoutItem* item = m_rows->takeAt(0)) {
    // One of them may be the one that was just pressed.
    item->widget()->hide();
    item->widget()->deleteLater();
    delete item;
  }
  auto* heading = new QLabel(tr("Recent slides"));
  heading->setForegroundRole(QPalette::PlaceholderText);
  m_rows->addWidget(heading);
  for (std::size_t i = 0; i < std::min(files.size(), kMostRecent); ++i) {
    auto* row = new QPushButton;
    const QString name = textOf(files[i].filename());
    const QString shown = row->fontMetrics().elidedText(name, Qt::ElideMiddle, kWidthPx - 70);
    row->setText(QString(shown).replace(QLatin1Char('&'), QLatin1String("&&")));
    row->setIcon(icon("recent"));
    row->setFlat(true);
    row->setStyleSheet(QStringLiteral("text-align: left; padding: 4px;"));
    row->setToolTip(textOf(files[i]));
    row->setAccessibleName(name);
    connect(row, &QPushButton::clicked, this, [this, file = files[i]] { Q_EMIT slideChosen(file); });
    m_rows->addWidget(row);
  }
  place();
}

void StartCard::place() {
  const QSize room = parentWidget()->size() - QSize(2 * kMarginPx, 2 * kMarginPx);
  const auto fitted = [this, &room](bool recent) {
    m_recent->setVisible(recent);
    layout()->invalidate();
    return QSize(std::min(kWidthPx, room.width()), sizeHint().height());
  };
  QSize size = fitted(m_rows->count() > 1);
  if (size.height() > room.height()) size = fitted(false);
  resize(size);
  move((parentWidget()->width() - width()) / 2, (parentWidget()->height() - height()) / 2);
}

}  // namespace snitt
