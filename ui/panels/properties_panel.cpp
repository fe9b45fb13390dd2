#include "ui/panels/properties_panel.h"

#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QEvent>
#include <QHeaderView>
#include <QTextDocument>
#include <QVBoxLayout>
#include <algorithm>
#include <utility>

#include "ui/panels/panel_parts_p.h"
#include "ui/panels/properties_text_p.h"

namespace snitt {

namespace {

constexpr int kSignPx = 14;
constexpr int kNameChars = 14;
constexpr int kValue = 1;
constexpr int kMostToolTip = 2000;
constexpr int kFullText = Qt::UserRole;

// One line in the list; the whole value when it is copied.
QStandardItem* makeItem(const std::string& text) {
  const QString whole = QString::fromStdString(text);
  auto* item = new QStandardItem(whole.simplified());
  item->setData(whole, kFullText);
  item->setEditable(false);
  // Escaped: a tool tip takes what looks like rich text for it.
  item->setToolTip(QStringLiteral("<p>%1</p>").arg(whole.left(kMostToolTip).toHtmlEscaped()));
  return item;
}

QString countText(int shown, int all) {
  if (all == 0) return PropertiesPanel::tr("All properties (none)");
  if (shown == all) return PropertiesPanel::tr("All properties (%1)").arg(all);
  return PropertiesPanel::tr("All properties (%1 of %2)").arg(shown).arg(all);
}

}  // namespace

PropertiesPanel::PropertiesPanel(QWidget* parent) : QWidget(parent), m_text(new QTextBrowser(this)) {
  setAccessibleName(tr("Properties of the slide"));
  m_text->setObjectName(QStringLiteral("groups"));
  m_text->setAccessibleName(tr("Slide, scale, scanner, colour and findings"));
  m_text->setFrameShape(QFrame::NoFrame);
  m_text->document()->setDocumentMargin(10);
  m_text->setOpenLinks(false);
  m_text->setWordWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
  m_text->setMinimumHeight(80);
  connect(m_text, &QTextBrowser::anchorClicked, this, [this] {
    m_pathShown = !m_pathShown;
    showText();
  });

  m_toggle = new QToolButton(this);
  m_toggle->setObjectName(QStringLiteral("all"));
  m_toggle->setCheckable(true);
  m_toggle->setAutoRaise(true);
  m_toggle->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
  m_toggle->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
  m_toggle->setToolTip(tr("Everything that the file states, as it states it"));
  m_properties = makeProperties();
  connect(m_toggle, &QToolButton::toggled, this, [this](bool open) {
    m_toggle->setArrowType(open ? Qt::DownArrow : Qt::RightArrow);
    m_properties->setVisible(open);
  });
  m_toggle->setArrowType(Qt::RightArrow);
  m_properties->hide();

  auto* rows = new QVBoxLayout(this);
  rows->setContentsMargins(0, 0, 0, 0);
  rows->setSpacing(0);
  rows->addWidget(m_text, 1);
  rows->addWidget(m_toggle);
  rows->addWidget(m_properties, 1);
  clear();
}

QWidget* PropertiesPanel::makeProperties() {
  auto* box = new QWidget(this);
  m_filter = new QLineEdit(box);
  m_filter->setObjectName(QStringLiteral("filter"));
  m_filter->setPlaceholderText(tr("Filter by name or value"));
  m_filter->setAccessibleName(tr("Filter properties"));
  m_filter->setClearButtonEnabled(true);

  m_model = new QStandardItemModel(0, 2, box);
  m_model->setHorizontalHeaderLabels({tr("Name"), tr("Value")});
  m_sorted = new QSortFilterProxyModel(box);
  m_sorted->setSourceModel(m_model);
  m_sorted->setFilterKeyColumn(-1);
  m_sorted->setFilterCaseSensitivity(Qt::CaseInsensitive);
  m_sorted->setSortCaseSensitivity(Qt::CaseInsensitive);
  m_list = new QTreeView(box);
  m_list->setObjectName(QStringLiteral("properties"));
  m_list->setAccessibleName(tr("All properties"));
  m_list->setModel(m_sorted);
  m_list->setRootIsDecorated(false);
  m_list->setUniformRowHeights(true);
  m_list->setAlternatingRowColors(true);
  m_list->setSelectionMode(QAbstractItemView::ExtendedSelection);
  m_list->setSortingEnabled(true);
  m_list->sortByColumn(0, Qt::AscendingOrder);
  m_list->setContextMenuPolicy(Qt::ActionsContextMenu);
  m_list->setMinimumHeight(110);

  auto* copyValue = new QAction(tr("Copy value"), m_list);
  copyValue->setShortcut(QKeySequence::Copy);
  copyValue->setShortcutContext(Qt::WidgetShortcut);
  auto* copyBoth = new QAction(tr("Copy name and value"), m_list);
  m_list->addActions({copyValue, copyBoth});
  connect(copyValue, &QAction::triggered, this, [this] { copy(false); });
  connect(copyBoth, &QAction::triggered, this, [this] { copy(true); });
  connect(m_filter, &QLineEdit::textChanged, this, [this](const QString& text) {
    m_sorted->setFilterFixedString(text.trimmed());
    showCount();
  });

  auto* rows = new QVBoxLayout(box);
  rows->setContentsMargins(8, 4, 8, 8);
  rows->setSpacing(6);
  rows->addWidget(m_filter);
  rows->addWidget(m_list, 1);
  return box;
}

void PropertiesPanel::setSlide(const SlideInfo& info, const std::optional<Mpp>& mpp, const QString& mppSource,
                               const QString& profileName, const QString& fingerprint) {
  // A scale that was typed, or a fingerprint that came later, is no new slide.
  const bool another = !m_shown || m_shown->info.path != info.path;
  if (another) {
    m_pathShown = false;
    m_filter->clear();
  }
  m_shown = Shown{info, mpp, mppSource, profileName, fingerprint};
  showText();
  if (another) showProperties();
}

void PropertiesPanel::setMasked(bool masked, const QString& name) {
  const QString before = std::exchange(m_maskedName, masked ? name : QString());
  if (before == m_maskedName) return;
  m_pathShown = false;
  showText();
  if (before.isNull() != m_maskedName.isNull()) showProperties();
}

void PropertiesPanel::clear() {
  m_shown.reset();
  m_pathShown = false;
  m_filter->clear();
  showText();
  showProperties();
}

void PropertiesPanel::showText() {
  if (!m_shown) {
    m_text->setHtml(
        QStringLiteral("<p style='color:%1'>%2</p>").arg(mutedText(palette()).name(), tr("No slide is open.")));
    return;
  }
  m_text->document()->addResource(QTextDocument::ImageResource, QUrl(QStringLiteral("warning")),
                                  warningSign(palette(), kSignPx, devicePixelRatioF()));
  m_text->setHtml(
      propertiesHtml({m_shown->info, m_shown->mpp, m_shown->mppSource, m_shown->profileName, m_shown->fingerprint,
                      m_pathShown, m_maskedName, mutedText(palette()), fontMetrics().averageCharWidth() * kNameChars}));
}

void PropertiesPanel::showProperties() {
  m_model->removeRows(0, m_model->rowCount());
  const bool lists = m_shown && m_maskedName.isNull();
  if (lists)
    for (const auto& [name, value] : m_shown->info.properties) m_model->appendRow({makeItem(name), makeItem(value)});
  m_list->resizeColumnToContents(0);
  m_list->setColumnWidth(0, std::min(m_list->columnWidth(0), 190));
  m_toggle->setVisible(lists);
  m_properties->setVisible(lists && m_toggle->isChecked());
  showCount();
}

void PropertiesPanel::showCount() { m_toggle->setText(countText(m_sorted->rowCount(), m_model->rowCount())); }

void PropertiesPanel::copy(bool withNames) {
  QModelIndexList rows = m_list->selectionModel()->selectedRows();
  std::sort(rows.begin(), rows.end());
  QStringList lines;
  for (const QModelIndex& row : rows) {
    const QString value = row.siblingAtColumn(kValue).data(kFullText).toString();
    lines << (withNames ? row.data(kFullText).toString() + QLatin1Char('\t') + value : value);
  }
  if (!lines.isEmpty()) QApplication::clipboard()->setText(lines.join(QLatin1Char('\n')));
}

void PropertiesPanel::changeEvent(QEvent* event) {
  if (event->type() == QEvent::PaletteChange) showText();
  QWidget::changeEvent(event);
}

}  // namespace snitt
