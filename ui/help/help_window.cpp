#include "ui/help/help_window.h"

#include <QFile>
#include <QHBoxLayout>
#include <QListWidget>
#include <QShortcut>
#include <QSplitter>
#include <QTextBrowser>

#include <array>

#include "ui/theme/page_text.h"

namespace snitt {

namespace {

const QString kFolder = QStringLiteral(":/snitt/help/");

struct Page {
  const char* name;
  const char* title;
};

// In the order in which somebody comes to need them.
constexpr std::array kPages{
    Page{"looking", QT_TRANSLATE_NOOP("snitt::HelpWindow", "Looking at slides")},
    Page{"drawing", QT_TRANSLATE_NOOP("snitt::HelpWindow", "Drawing and counting")},
    Page{"scoring", QT_TRANSLATE_NOOP("snitt::HelpWindow", "Scoring from the window")},
    Page{"worklist", QT_TRANSLATE_NOOP("snitt::HelpWindow", "Cases: the worklist")},
    Page{"cases", QT_TRANSLATE_NOOP("snitt::HelpWindow", "Cases and the laboratory")},
    Page{"people", QT_TRANSLATE_NOOP("snitt::HelpWindow", "People, keys and the record")},
    Page{"cohort", QT_TRANSLATE_NOOP("snitt::HelpWindow", "Cohorts")},
    Page{"qualification", QT_TRANSLATE_NOOP("snitt::HelpWindow", "Qualifying an installation")},
    Page{"validate", QT_TRANSLATE_NOOP("snitt::HelpWindow", "Validation: from a protocol to a signed report")},
    Page{"drift", QT_TRANSLATE_NOOP("snitt::HelpWindow", "Drift")},
    Page{"statistics", QT_TRANSLATE_NOOP("snitt::HelpWindow", "Statistics")},
    Page{"simulate", QT_TRANSLATE_NOOP("snitt::HelpWindow", "Simulated cohorts")},
    Page{"train", QT_TRANSLATE_NOOP("snitt::HelpWindow", "Training a bundle")},
    Page{"train-from-tiles", QT_TRANSLATE_NOOP("snitt::HelpWindow", "Training from tiles")},
};

}  // namespace

HelpWindow::HelpWindow(QWidget* parent)
    : QWidget(parent, Qt::Window), m_pages(new QListWidget), m_text(new QTextBrowser) {
  setAttribute(Qt::WA_DeleteOnClose);
  setWindowTitle(tr("Snitt manual"));
  resize(960, 720);
  m_pages->setAccessibleName(tr("Pages"));
  m_text->setAccessibleName(tr("Page"));
  for (const Page& one : kPages) {
    auto* item = new QListWidgetItem(tr(one.title), m_pages);
    item->setData(Qt::UserRole, QString::fromLatin1(one.name));
  }
  m_text->setOpenLinks(false);  // pages name each other; nothing leads out of the program
  m_text->document()->setDocumentMargin(20);
  auto* parts = new QSplitter;
  parts->addWidget(m_pages);
  parts->addWidget(m_text);
  parts->setStretchFactor(1, 1);
  parts->setSizes({220, 740});
  auto* layout = new QHBoxLayout(this);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->addWidget(parts);
  connect(m_pages, &QListWidget::currentItemChanged, this, [this](const QListWidgetItem* item) {
    if (item == nullptr) return;
    QFile file(kFolder + item->data(Qt::UserRole).toString() + QStringLiteral(".md"));
    setPage(*m_text->document(), file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()) : QString(),
            palette());
    m_text->moveCursor(QTextCursor::Start);
  });
  connect(m_text, &QTextBrowser::anchorClicked, this, [this](const QUrl& link) {
    const QString file = link.path().section(QLatin1Char('/'), -1);
    if (file.endsWith(QLatin1String(".md"))) showPage(file.chopped(3));
  });
  connect(new QShortcut(QKeySequence::Cancel, this), &QShortcut::activated, this, &QWidget::close);
  m_pages->setCurrentRow(0);
}

QString HelpWindow::page() const { return m_pages->currentItem()->data(Qt::UserRole).toString(); }

void HelpWindow::showPage(const QString& name) {
  for (int row = 0; row < m_pages->count(); ++row)
    if (m_pages->item(row)->data(Qt::UserRole).toString() == name) m_pages->setCurrentRow(row);
}

}  // namespace snitt
