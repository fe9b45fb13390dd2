#include "ui/panels/film_strip.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QListView>
#include <QScrollBar>
#include <QStyle>
#include <QToolButton>
#include <QVBoxLayout>
#include <algorithm>
#include <utility>

#include "ui/document/reaper.h"
#include "ui/panels/film_delegate.h"
#include "ui/panels/film_model.h"
#include "ui/theme/icons.h"

namespace snitt {

namespace {

using std::chrono::milliseconds;

constexpr int kMargins = 16;
// Threads that may hang in reads nobody waits for any more; a folder waits for some to end before it adds its two.
constexpr std::size_t kMostHanging = 8;

QString text(const std::filesystem::path& path) { return QString::fromStdString(path.string()); }

}  // namespace

FilmStrip::FilmStrip(Opener opener, QWidget* parent, std::size_t pictureBytes)
    : QWidget(parent),
      m_opener(std::move(opener)),
      m_model(new FilmModel(pictureBytes, this)),
      m_delegate(new FilmDelegate(this)),
      m_view(new QListView(this)),
      m_title(new QLabel(this)),
      m_state(new QLabel(this)),
      m_reload(new QToolButton(this)) {
  build();
  m_patience.setSingleShot(true);
  m_patience.setInterval(milliseconds(3000));
  connect(&m_patience, &QTimer::timeout, this, [this] { showState(tr("The storage does not answer yet…")); });
  m_retry.setSingleShot(true);
  m_retry.setInterval(milliseconds(300));
  connect(&m_retry, &QTimer::timeout, this, &FilmStrip::start);
  m_requestSoon.setSingleShot(true);
  m_requestSoon.setInterval(milliseconds(30));
  connect(&m_requestSoon, &QTimer::timeout, this, &FilmStrip::requestVisible);
  setFolder({});
  showState(tr("Slides of the same folder are shown here once a slide is open."));
}

FilmStrip::~FilmStrip() = default;

void FilmStrip::build() {
  m_view->setModel(m_model);
  m_view->setItemDelegate(m_delegate);
  m_view->setUniformItemSizes(true);
  m_view->setMouseTracking(true);
  m_view->setFrameShape(QFrame::NoFrame);
  m_view->setSelectionMode(QAbstractItemView::SingleSelection);
  m_view->setEditTriggers(QAbstractItemView::NoEditTriggers);
  m_view->setResizeMode(QListView::Adjust);
  m_view->setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
  m_view->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
  m_view->setAccessibleName(tr("Slides of this folder"));
  m_view->installEventFilter(this);
  m_view->viewport()->installEventFilter(this);
  m_title->installEventFilter(this);
  connect(m_view, &QListView::clicked, this, &FilmStrip::choose);
  for (const QScrollBar* bar : {m_view->horizontalScrollBar(), m_view->verticalScrollBar()})
    connect(bar, &QScrollBar::valueChanged, this, [this] { m_requestSoon.start(); });

  m_title->setTextFormat(Qt::PlainText);
  m_title->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
  m_reload->setObjectName(QStringLiteral("reloadFolder"));
  m_reload->setAutoRaise(true);
  m_reload->setIcon(icon("reload"));
  m_reload->setToolTip(tr("List the folder again"));
  m_reload->setAccessibleName(tr("List the folder again"));
  connect(m_reload, &QToolButton::clicked, this, &FilmStrip::reload);

  m_state->setTextFormat(Qt::PlainText);
  m_state->setWordWrap(true);
  m_state->setAlignment(Qt::AlignCenter);
  m_state->setForegroundRole(QPalette::PlaceholderText);
  m_state->setMargin(12);

  auto* head = new QHBoxLayout;
  head->setContentsMargins(8, 2, 4, 2);
  head->addWidget(m_title, 1);
  head->addWidget(m_reload);
  auto* all = new QVBoxLayout(this);
  all->setContentsMargins(0, 0, 0, 0);
  all->setSpacing(0);
  all->addLayout(head);
  all->addWidget(m_state, 1);
  all->addWidget(m_view, 1);
}

void FilmStrip::setNames(const SlideNames& names) {
  m_names->disconnect(this);
  m_names = &names;
  m_model->setNames(names);
  m_covered = !names.unmasked();
  connect(m_names, &SlideNames::changed, this, [this] {
    if (m_covered != !m_names->unmasked()) reload();
  });
}

void FilmStrip::setFolder(const std::filesystem::path& folder) {
  if (folder == m_folder && !folder.empty()) return;
  m_folder = folder;
  reload();
}

void FilmStrip::reload() {
  m_job.reset();
  m_patience.stop();
  m_retry.stop();
  m_model->setSlides({});
  m_fingerprints.clear();
  m_covered = !m_names->unmasked();
  m_reload->setEnabled(!m_folder.empty());
  m_heading = m_covered ? QString() : text(m_folder.filename());
  showHeading();
  m_title->setToolTip(m_covered ? QString() : text(m_folder));
  if (m_folder.empty()) return showState(tr("Slides of the same folder are shown here once a slide is open."));
  showState(tr("Reading the folder…"));
  start();
}

void FilmStrip::start() {
  if (Reaper::waiting() >= kMostHanging) {
    showState(tr("Waiting for storage that does not answer…"));
    m_retry.start();
    return;
  }
  FolderJob::Order order;
  order.folder = m_folder;
  order.edgePx = static_cast<int>(FilmDelegate::kLongestEdge * std::clamp(devicePixelRatioF(), 1.0, 2.0));
  order.opener = m_opener;
  order.listed = [this](Result<std::vector<FolderSlide>> slides) { showList(std::move(slides)); };
  order.fingerprints = m_covered;
  order.made = [this](const Thumbnail& thumbnail) {
    m_model->setThumbnail(thumbnail);
    if (thumbnail.fingerprint.empty()) return;
    m_fingerprints[thumbnail.slide] = thumbnail.fingerprint;
    Q_EMIT identified();
  };
  m_patience.start();
  m_job = std::make_unique<FolderJob>(this, std::move(order));
}

void FilmStrip::showList(Result<std::vector<FolderSlide>> slides) {
  m_patience.stop();
  if (!slides) return showState(m_names->sentence(QString::fromStdString(slides.error().message)) + u'.');
  const auto count = static_cast<int>(slides->size());
  if (count == 0) return showState(tr("There are no slides in this folder."));
  const QString name = text(m_folder.filename());
  if (m_covered)
    m_heading = tr("%n slide(s) of one folder", nullptr, count);
  else
    m_heading = count == 1 ? tr("%1 — 1 slide").arg(name) : tr("%1 — %2 slides").arg(name).arg(count);
  showHeading();
  m_model->setSlides(std::move(*slides));
  m_state->hide();
  m_view->show();
  layOut();
  if (const auto row = m_model->shownRow()) {
    m_view->setCurrentIndex(m_model->index(*row));
    m_view->scrollTo(m_model->index(*row), QAbstractItemView::PositionAtCenter);
  }
  m_requestSoon.start();
  Q_EMIT listed();
}

void FilmStrip::showState(const QString& words) {
  m_state->setText(words);
  m_state->show();
  m_view->hide();
}

void FilmStrip::showHeading() {
  m_title->setText(m_title->fontMetrics().elidedText(m_heading, Qt::ElideMiddle, m_title->width()));
}

// A row where the strip is low, else a grid whose columns share the width.
void FilmStrip::layOut() {
  const QSize room = m_view->size();
  const int caption = FilmDelegate::captionHeight(m_view->fontMetrics());
  const bool row = room.width() > 2 * room.height() && room.height() < 2 * (caption + FilmDelegate::kLongestEdge / 2);
  QSize cell;
  if (row) {
    const int bar = m_view->style()->pixelMetric(QStyle::PM_ScrollBarExtent, nullptr, m_view);
    const int picture = std::clamp(room.height() - bar - caption, 32, FilmDelegate::kLongestEdge);
    cell = QSize(picture * 5 / 4 + kMargins, picture + caption);
  } else {
    const int bar = m_view->style()->pixelMetric(QStyle::PM_ScrollBarExtent, nullptr, m_view);
    const int usable = std::max(80, room.width() - bar - 2);
    const int columns = std::max(1, usable / (FilmDelegate::kLongestEdge + kMargins));
    const int width = std::min(usable / columns, FilmDelegate::kLongestEdge * 3 / 2);
    cell = QSize(width, std::min(width - kMargins, FilmDelegate::kLongestEdge) * 4 / 5 + caption);
  }
  if (cell == m_delegate->cell() && m_view->isWrapping() == !row) return;
  m_delegate->setCell(cell);
  m_view->setFlow(QListView::LeftToRight);
  m_view->setWrapping(!row);
  m_view->setHorizontalScrollBarPolicy(row ? Qt::ScrollBarAsNeeded : Qt::ScrollBarAlwaysOff);
  m_view->setVerticalScrollBarPolicy(row ? Qt::ScrollBarAlwaysOff : Qt::ScrollBarAsNeeded);
  m_view->setSpacing(0);
  m_view->doItemsLayout();
}

std::vector<std::filesystem::path> FilmStrip::wanted() const {
  // Rows lie one after the other along the view's direction, so those in sight are a range.
  const QRect sight = m_view->viewport()->rect();
  const int count = m_model->rowCount();
  int first = 0;
  for (int span = count; span > 0;) {
    const int half = span / 2;
    const QRect place = m_view->visualRect(m_model->index(first + half));
    const bool before = place.bottom() < sight.top() || (place.right() < sight.left() && !m_view->isWrapping());
    first = before ? first + half + 1 : first;
    span = before ? span - half - 1 : half;
  }
  int last = first;
  while (last < count && m_view->visualRect(m_model->index(last)).intersects(sight)) ++last;
  const int page = std::max(1, last - first);
  std::vector<std::filesystem::path> slides;
  const auto add = [this, count, &slides](int from, int to) {
    for (int row = std::max(0, from); row < std::min(count, to); ++row)
      if (m_model->lacksThumbnail(row)) slides.push_back(m_model->path(row));
  };
  add(first, last);
  add(last, last + page);
  add(first - page, first);
  return slides;
}

void FilmStrip::requestVisible() {
  if (m_job && m_view->isVisible()) m_job->want(wanted());
}

void FilmStrip::setCurrent(const std::filesystem::path& slide) {
  m_model->setShown(slide);
  const auto row = m_model->shownRow();
  if (!row) return;
  m_view->setCurrentIndex(m_model->index(*row));
  m_view->scrollTo(m_model->index(*row));
}

std::optional<std::filesystem::path> FilmStrip::beside(int step) const {
  const auto shown = m_model->shownRow();
  if (!shown) return std::nullopt;
  for (int row = *shown + step; row >= 0 && row < m_model->rowCount(); row += step)
    if (m_model->index(row).data(FilmModel::ReasonRole).toString().isEmpty()) return m_model->path(row);
  return std::nullopt;
}

std::optional<std::filesystem::path> FilmStrip::next() const { return beside(1); }

std::optional<std::filesystem::path> FilmStrip::previous() const { return beside(-1); }

void FilmStrip::choose(const QModelIndex& index) {
  if (index.isValid()) Q_EMIT slideChosen(m_model->path(index.row()));
}

bool FilmStrip::eventFilter(QObject* watched, QEvent* event) {
  if (watched == m_view && event->type() == QEvent::KeyPress) {
    const int key = static_cast<QKeyEvent*>(event)->key();
    if (key == Qt::Key_Return || key == Qt::Key_Enter || key == Qt::Key_Space) {
      choose(m_view->currentIndex());
      return true;
    }
  }
  if (watched == m_title && event->type() == QEvent::Resize) showHeading();
  if (watched == m_view && event->type() == QEvent::Resize) {
    layOut();
    m_requestSoon.start();
  }
  // A wheel turns downwards; in a row that means onwards.
  if (watched == m_view->viewport() && event->type() == QEvent::Wheel && !m_view->isWrapping()) {
    const QPoint turn = static_cast<QWheelEvent*>(event)->angleDelta();
    if (turn.x() == 0 && turn.y() != 0) {
      QScrollBar* bar = m_view->horizontalScrollBar();
      bar->setValue(bar->value() - turn.y() * bar->singleStep() * 3 / 120);
      return true;
    }
  }
  return QWidget::eventFilter(watched, event);
}

void FilmStrip::showEvent(QShowEvent* event) {
  QWidget::showEvent(event);
  m_requestSoon.start();
}

}  // namespace snitt
