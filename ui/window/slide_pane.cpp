#include "ui/window/slide_pane.h"

#include <QGuiApplication>
#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QToolButton>
#include <QVBoxLayout>

#include <map>
#include <utility>

#include "core/os/os.h"
#include "ui/cases/identity_bar.h"
#include "ui/layers/annotation_layer.h"
#include "ui/layers/legend.h"
#include "ui/panels/fault_banner.h"
#include "ui/panels/mpp_banner.h"
#include "ui/panels/overview_map.h"
#include "ui/panels/scale_bar.h"
#include "ui/theme/icons.h"
#include "ui/theme/theme.h"
#include "ui/window/hover_card.h"
#include "ui/window/notice_bar.h"
#include "ui/window/start_card.h"

namespace snitt {

namespace {

constexpr int kMarginPx = 12;        // of what floats over the view
constexpr double kScaleBarPx = 160;  // at most, logical pixels
constexpr double kScaleBarHeight = 40;

}  // namespace

SlidePane::SlidePane(ClassList& classes, const SlideNames& names, QWidget* parent)
    : QWidget(parent), m_classes(classes), m_names(names), m_draw(std::make_unique<DrawController>(classes)) {
  build();
  m_notice->setWords([this](const QString& words) {
    return m_names.sentence(words, m_document ? m_document->path() : std::filesystem::path());
  });
  connect(&m_names, &SlideNames::changed, this, &SlidePane::showNames);
  connect(m_view, &SlideView::activated, this, &SlidePane::activated);
  connect(m_view, &SlideView::viewChanged, m_overview, &OverviewMap::setViewport);
  connect(m_overview, &OverviewMap::centreRequested, this, [this](QPointF slide) {
    Q_EMIT activated();
    const QPointF away = m_view->viewport().toScreen(slide);
    const QSize size = m_view->viewport().sizePx;
    const QPointF jump = away - QPointF(size.width() / 2.0, size.height() / 2.0);
    if (jump.manhattanLength() > size.width() / 2.0) m_view->keepPlace();
    m_view->panBy((QPointF(size.width() / 2.0, size.height() / 2.0) - away).toPoint());
  });
  connect(m_overview, &OverviewMap::zoomRequested, m_view, &SlideView::zoomBy);
  connect(m_view, &SlideView::hovered, this, &SlidePane::showHover);
  connect(m_view, &SlideView::left, m_hover, &QWidget::hide);
  connect(m_view, &SlideView::viewChanged, m_hover, &QWidget::hide);
  connect(m_draw.get(), &DrawController::previewChanged, this, [this] {
    if (m_drawn != nullptr) m_drawn->setHidden(m_draw->drawnHere());
    m_view->update();
  });
  connect(&m_classes, &ClassList::changed, this, &SlidePane::setClassColours);
  connect(m_draw.get(), &DrawController::told, m_notice, &NoticeBar::say);
  connect(m_draw.get(), &DrawController::toolChanged, m_view, &SlideView::updateCursor);
  // Also while the slide is moved by hand: what is selected hears keys then, too.
  m_view->setTool(m_draw.get());
  connect(m_mppBanner, &MppBanner::mppEntered, this, [this](const TypedMpp& typed) {
    // Whoever works here now, which may be another person than when the slide was opened.
    TypedMpp signedBy = typed;
    if (const std::string& hand = m_document->drawing().account(); !hand.empty()) signedBy.typedBy = hand;
    m_document->typeScale(signedBy);
    m_mppBanner->hide();
  });
  connect(m_mppBanner, &MppBanner::dismissed, m_mppBanner, &QWidget::hide);
  connect(m_faultBanner, &FaultBanner::retry, this, [this] {
    if (!m_document) return;
    m_faultBanner->clear();
    if (!isOpen()) {
      m_document->reopen();
      return;
    }
    m_document->tiles().forgetFailures();
    m_view->setViewport(m_view->viewport());
  });
  m_view->setAdornment([this](QPainter& painter, const Viewport& view) { paintAdornment(painter, view); });
}

SlidePane::~SlidePane() {
  m_view->setTool(nullptr);
  m_view->setDocument(nullptr);
}

void SlidePane::build() {
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(0, 0, 0, 0);
  column->setSpacing(0);
  m_title = new QWidget;
  auto* line = new QHBoxLayout(m_title);
  line->setContentsMargins(8, 2, 2, 2);
  m_name = new QLabel;
  m_name->setTextFormat(Qt::PlainText);
  m_name->setText(tr("No slide"));
  m_close = new QToolButton;
  m_close->setAutoRaise(true);
  m_close->setIcon(icon("close"));
  m_close->setToolTip(tr("Close this slide"));
  m_close->setAccessibleName(m_close->toolTip());
  m_close->setEnabled(false);
  connect(m_close, &QToolButton::clicked, this, &SlidePane::closeRequested);
  line->addWidget(m_name, 1);
  line->addWidget(m_close);
  m_title->hide();
  m_identity = new IdentityBar;
  m_mppBanner = new MppBanner;
  m_mppBanner->hide();
  m_faultBanner = new FaultBanner;
  m_notice = new NoticeBar;
  m_view = new SlideView;
  m_view->setBackdrop(slideBackdrop());
  m_overview = new OverviewMap(m_view);
  m_overview->setFloating(true);
  m_overview->hide();
  m_hover = new HoverCard(m_view);
  m_start = new StartCard(m_view);
  connect(m_start, &StartCard::openRequested, this, &SlidePane::activated);
  connect(m_start, &StartCard::openRequested, this, &SlidePane::openRequested);
  connect(m_start, &StartCard::openFolderRequested, this, &SlidePane::openFolderRequested);
  connect(m_start, &StartCard::slideChosen, this, &SlidePane::activated);
  connect(m_start, &StartCard::slideChosen, this, &SlidePane::slideChosen);
  for (QWidget* part : {m_title, static_cast<QWidget*>(m_identity), static_cast<QWidget*>(m_mppBanner),
                        static_cast<QWidget*>(m_faultBanner), static_cast<QWidget*>(m_notice)})
    column->addWidget(part);
  column->addWidget(m_view, 1);
}

bool SlidePane::isOpen() const { return m_document && m_document->state() == SlideDocument::State::open; }

void SlidePane::setDocument(std::unique_ptr<SlideDocument> document) {
  m_view->setDocument(nullptr);
  const std::unique_ptr<SlideDocument> before = std::exchange(m_document, std::move(document));
  m_notice->clear();
  m_faultBanner->clear();
  m_lookingForFile = false;
  m_mppBanner->hide();
  m_overview->hide();
  m_drawn = nullptr;
  m_draw->setDocument(nullptr);
  m_draw->use(ToolKind::none);
  // The view first: what listens to the pane is to find the slide where it is shown.
  m_view->setDocument(m_document.get());
  if (m_document) connectDocument();
  showNames();
  m_close->setEnabled(m_document != nullptr);
  takeState();
}

// Whoever sits here now, or what the slide is called, is another.
void SlidePane::showNames() {
  m_name->setText(m_document ? m_names.name(m_document->path()) : tr("No slide"));
  m_notice->tellAgain();
  m_start->setRecent(m_names.unmasked() ? m_recent : std::vector<std::filesystem::path>());
  if (m_document && m_faultBanner->tellsOfSlide()) showFault();
  coverLayers();
}

void SlidePane::showFault() {
  if (m_document->state() == SlideDocument::State::failed)
    // Folders may carry names of patients, and a screen may hang on a wall.
    m_faultBanner->showError(m_names.sentence(
        QString(m_document->fault()).replace(QString::fromStdString(m_document->path().string()), m_document->name()),
        m_document->path()));
  else
    m_faultBanner->showVanished(m_names.name(m_document->path()));
}

void SlidePane::coverLayers() {
  if (!m_document) return;
  for (const auto& layer : m_document->layers().layers()) layer->setFileNameCovered(!m_names.unmasked());
}

void SlidePane::connectDocument() {
  SlideDocument* document = m_document.get();
  connect(document, &SlideDocument::stateChanged, this, &SlidePane::takeState);
  connect(document, &SlideDocument::told, m_notice, &NoticeBar::say);
  connect(&document->layers(), &LayerStack::listChanged, this, &SlidePane::coverLayers);
  connect(document, &SlideDocument::thumbnailChanged, this, [this] {
    m_overview->setPicture(m_document->thumbnail(), m_document->sizePx());
    placeOverview();
  });
  m_draw->setDocument(document);
  connect(document, &SlideDocument::scaleChanged, this, [this] {
    m_draw->setScale(m_document->mpp());
    if (m_document->mpp()) m_mppBanner->hide();
  });
}

void SlidePane::takeState() {
  m_start->setVisible(!m_document);
  if (!m_document) {
    Q_EMIT documentChanged();
    return;
  }
  if (m_document->state() == SlideDocument::State::failed) {
    showFault();
  } else if (isOpen()) {
    connect(&m_document->tiles(), &TileStore::arrived, this, &SlidePane::showFailures, Qt::UniqueConnection);
    m_overview->setPicture(m_document->thumbnail(), m_document->sizePx());
    m_overview->setViewport(m_view->viewport());
    m_draw->setScale(m_document->mpp());
    addDrawingLayer();
    if (!m_document->mpp()) {
      m_mppBanner->setSlide(m_document->info(), QString::fromStdString(os::accountName()));
      m_mppBanner->show();
    }
    for (const std::string& finding : m_document->info().findings) m_notice->say(QString::fromStdString(finding));
    placeOverview();
  }
  Q_EMIT documentChanged();
}

// Once a document: it stays when the slide is opened again.
void SlidePane::addDrawingLayer() {
  if (m_drawn != nullptr) return;
  auto layer = std::make_unique<AnnotationLayer>(tr("Drawing"), m_document->sizePx());
  m_drawn = layer.get();
  m_drawn->setSet(&m_document->drawing().annotations());
  m_drawn->setFilled(m_filled);
  setClassColours();
  m_drawn->setVisible(true);
  m_document->layers().add(std::move(layer));
  connect(&m_document->drawing(), &Drawing::changed, m_drawn,
          [layer = m_drawn](const AnnotationEdit& edit) { layer->edited(edit); });
}

// A copy: it is read in threads that paint.
void SlidePane::setClassColours() {
  if (m_drawn == nullptr) return;
  const auto colours = std::make_shared<std::map<std::string, Colour>>();
  for (const AnnotationClass& one : m_classes.classes()) colours->emplace(one.name, one.colour);
  m_drawn->setClassColours([colours, none = m_classes.colourOf({})](const std::string& name) {
    if (name.empty()) return none;
    const auto found = colours->find(name);
    return found == colours->end() ? colourForName(name) : found->second;
  });
}

void SlidePane::setFilled(bool filled) {
  m_filled = filled;
  if (m_drawn != nullptr) m_drawn->setFilled(filled);
}

void SlidePane::showFailures() {
  const std::size_t failures = m_document->tiles().failures();
  m_faultBanner->showUnreadableTiles(static_cast<int>(failures));
  if (failures == 0 || m_lookingForFile) return;
  // Many tiles fail together where the whole file is gone, or its share.
  m_lookingForFile = true;
  m_document->lookForFile(this, [this, looked = QPointer<SlideDocument>(m_document.get())](bool there) {
    m_lookingForFile = false;
    if (!there && looked == m_document.get()) m_faultBanner->showVanished(m_names.name(m_document->path()));
  });
}

void SlidePane::setTitled(bool titled) {
  m_titled = titled;
  m_title->setVisible(titled);
  const int rim = titled ? 2 : 0;
  layout()->setContentsMargins(rim, rim, rim, rim);
  update();
}

void SlidePane::setActive(bool active) {
  m_active = active;
  QFont font = m_name->font();
  font.setBold(active);
  m_name->setFont(font);
  update();
}

void SlidePane::setOverviewShown(bool shown) {
  m_overviewShown = shown;
  placeOverview();
}

void SlidePane::showHover(QPointF slide) {
  // Not in the way of what is being moved or drawn, nor of what a tool says at the cursor.
  const ToolKind tool = m_draw->tool();
  const bool draws = tool != ToolKind::none && tool != ToolKind::select;
  if (!isOpen() || draws || QGuiApplication::mouseButtons() != Qt::NoButton) return m_hover->hide();
  const QPointF cursor = m_view->viewport().toScreen(slide) / m_view->pixelRatio();
  m_hover->show(m_document->layers().readings(slide), cursor.toPoint());
}

void SlidePane::placeOverview() {
  const bool room = m_view->width() > 2 * m_overview->width() && m_view->height() > 3 * m_overview->height() / 2;
  m_overview->setVisible(m_overviewShown && isOpen() && !m_document->thumbnail().isNull() && room);
  m_overview->move(m_view->width() - m_overview->width() - kMarginPx, kMarginPx);
}

void SlidePane::resizeEvent(QResizeEvent* event) {
  QWidget::resizeEvent(event);
  layout()->activate();
  placeOverview();
  m_start->place();
}

void SlidePane::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  painter.fillRect(rect(), m_active && m_titled ? palette().highlight() : palette().window());
  if (m_titled) painter.fillRect(m_title->geometry(), palette().window());
}

double SlidePane::umPerScreenPx() const {
  if (!isOpen() || !m_document->mpp()) return 0;
  return m_view->viewport().downsample * (m_document->mpp()->x + m_document->mpp()->y) / 2;
}

void SlidePane::paintAdornment(QPainter& painter, const Viewport& view) {
  const qreal ratio = m_view->pixelRatio();
  m_draw->setDevicePixelRatio(ratio);
  if (m_document->layers().annotationsShown()) m_draw->paint(painter, view);
  const QRectF area(QPointF(0, 0), QSizeF(view.sizePx));
  const QRectF legend = paintLegend(painter, area, m_document->layers(), ratio);
  const ScaleBar bar = scaleBarFor(umPerScreenPx(), view.downsample, kScaleBarPx * ratio);
  QRectF corner(area.right() - (kScaleBarPx + 40) * ratio, area.bottom() - (kScaleBarHeight + kMarginPx) * ratio,
                (kScaleBarPx + 40 - kMarginPx) * ratio, kScaleBarHeight * ratio);
  // In a narrow pane one stands on the other.
  if (corner.intersects(legend)) corner.moveBottomLeft(legend.topLeft() - QPointF(0, kMarginPx * ratio / 2));
  paintScaleBar(painter, corner, bar, ratio);
}

void SlidePane::setRecent(const std::vector<std::filesystem::path>& files) {
  m_recent = files;
  m_start->setRecent(m_names.unmasked() ? m_recent : std::vector<std::filesystem::path>());
}

void SlidePane::say(const QString& sentence) { m_notice->say(sentence); }

void SlidePane::inform(const QString& sentence) { m_notice->inform(sentence); }

QImage SlidePane::snapshot() { return m_view->picture(); }

}  // namespace snitt
