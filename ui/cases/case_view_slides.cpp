// CaseView: its slides, and what is said of them by keys and menu.
#include <QInputDialog>
#include <QKeyEvent>
#include <QLabel>
#include <QListView>
#include <QMenu>
#include <QMessageBox>
#include <QPushButton>
#include <QStackedWidget>
#include <QVBoxLayout>

#include <algorithm>
#include <utility>

#include "ui/cases/case_slides_delegate_p.h"
#include "ui/cases/case_slides_model.h"
#include "ui/cases/case_view.h"
#include "ui/cases/case_words.h"
#include "ui/cases/empty_page_p.h"
#include "ui/cases/foreign_text.h"
#include "ui/cases/scan_check.h"
#include "ui/cases/slide_pictures.h"
#include "ui/panels/panel_parts_p.h"
#include "ui/window/notice_bar.h"

namespace snitt {

namespace {

constexpr const char* kHe = "HE";

using Files = std::vector<std::pair<Scan, std::filesystem::path>>;

}  // namespace

QWidget* CaseView::buildSlides() {
  auto* side = new QWidget(this);
  m_slides = new QListView(side);
  m_slides->setObjectName(QStringLiteral("slides"));
  m_slides->setAccessibleName(tr("Slides of the case"));
  m_slides->setModel(m_model);
  m_slides->setItemDelegate(new CaseSlidesDelegate(this));
  m_slides->setFlow(QListView::LeftToRight);
  m_slides->setWrapping(true);
  m_slides->setResizeMode(QListView::Adjust);
  m_slides->setMovement(QListView::Static);
  m_slides->setFrameShape(QFrame::NoFrame);
  m_slides->setMouseTracking(true);
  m_slides->setEditTriggers(QAbstractItemView::NoEditTriggers);
  m_slides->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
  m_slides->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  // Always: a bar that comes and goes would change how many cards fit, which makes it come and go.
  m_slides->setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOn);
  m_slides->setContextMenuPolicy(Qt::CustomContextMenu);
  m_slides->installEventFilter(this);
  connect(m_slides, &QListView::customContextMenuRequested, this, &CaseView::showMenu);
  connect(m_slides, &QListView::doubleClicked, this, &CaseView::openSlide);
  m_noSlides = new EmptyPage(side);
  m_slidesOrNone = new QStackedWidget(side);
  m_slidesOrNone->addWidget(m_slides);
  m_slidesOrNone->addWidget(m_noSlides);
  m_keys = makeNote(side);
  m_keys->setObjectName(QStringLiteral("keys"));
  m_keys->setContentsMargins(12, 4, 12, 6);
  m_keys->setForegroundRole(QPalette::PlaceholderText);
  auto* rows = new QVBoxLayout(side);
  rows->setContentsMargins(0, 0, 0, 0);
  rows->setSpacing(0);
  rows->addWidget(m_slidesOrNone, 1);
  rows->addWidget(m_keys);
  return side;
}

QString CaseView::keysHint() const {
  if (!m_model->firstSlide().isValid()) return tr("Esc: back to the worklist");
  if (!m_desk.may(Permission::confirm) || m_case.state != CaseState::open)
    return tr("Return: open the slide  ·  Esc: back to the worklist");
  return tr("Primary tumour: Y yes, N no, Backspace not said  ·  Return: open the slide  ·  Esc: back to the worklist");
}

void CaseView::askPictures() {
  std::vector<Scan> scans;
  for (const Specimen& specimen : m_case.specimens)
    for (const Block& block : specimen.blocks)
      for (const Glass& slide : block.slides)
        if (const Scan* scan = slide.current(); scan != nullptr && !scan->missing && !m_pictures->isWanted(scan->id))
          scans.push_back(*scan);
  if (scans.empty()) return;
  m_desk.ask<Files>(
      this, "files",
      [scans](CaseBook& book) -> Result<Files> {
        Files files;
        for (const Scan& scan : scans)
          if (auto file = book.fileOf(scan.id)) files.emplace_back(scan, std::move(*file));
        return files;
      },
      [this, id = m_case.id](const Result<Files>& files) {
        if (!files || m_id != id) return;
        const int edge =
            static_cast<int>(CaseSlidesDelegate::kPictureWidth * std::clamp(devicePixelRatioF(), 1.0, 2.0));
        for (const auto& [scan, file] : *files) m_pictures->want(scan, file, edge);
      });
}

void CaseView::focusSlides() { m_slidesOrNone->currentWidget() == m_slides ? m_slides->setFocus() : setFocus(); }

void CaseView::choose(Chosen chosen) {
  const QModelIndex index = m_slides->currentIndex();
  const Glass* slide = m_model->slideAt(index);
  if (slide == nullptr || !m_id) return;
  if (!m_desk.may(Permission::confirm)) return m_notice->say(needsPermission(Permission::confirm));
  if (m_case.state != CaseState::open) return m_notice->say(tr("The case is closed: open it again first."));
  if (slide->chosen == chosen) return;
  if (chosen == Chosen::primaryTumour && !isHe(slide->stain))
    return askWhetherHe(slide->id, m_model->nameOf(index),
                        slide->stain.empty() ? tr("not known") : shownText(slide->stain, 40));
  sendChoice(slide->id, chosen);
}

void CaseView::askWhetherHe(GlassId slide, const QString& name, const QString& stain) {
  auto* box = new QMessageBox(QMessageBox::Question, tr("Is this a slide of H&E?"), {}, QMessageBox::NoButton, this);
  box->setObjectName(QStringLiteral("askHe"));
  box->setAttribute(Qt::WA_DeleteOnClose);
  box->setTextFormat(Qt::PlainText);
  box->setText(
      tr("%1\n\nIts stain is recorded as: %2. Only slides of H&E count in the patient's result. If this is one, "
         "its stain is corrected.")
          .arg(name, stain));
  QPushButton* yes = box->addButton(tr("It is H&&E"), QMessageBox::AcceptRole);
  yes->setObjectName(QStringLiteral("isHe"));
  box->setDefaultButton(box->addButton(QMessageBox::Cancel));
  connect(yes, &QPushButton::clicked, this, [this, slide, id = m_id] {
    if (m_id != id) return;
    change([slide](CaseBook& book) -> Result<void> {
      if (auto stained = book.setStain(slide, kHe); !stained) return stained;
      return book.choose(slide, Chosen::primaryTumour);
    });
  });
  box->open();
}

void CaseView::sendChoice(GlassId slide, Chosen chosen) {
  change([slide, chosen](CaseBook& book) { return book.choose(slide, chosen); });
}

void CaseView::openSlide() {
  const Glass* slide = m_model->slideAt(m_slides->currentIndex());
  if (slide == nullptr || !m_id) return;
  const Scan* scan = slide->current();
  if (scan == nullptr) return m_notice->say(tr("No image of this slide has been found yet."));
  const SlideOwner owner{m_case.id, m_case.name, m_case.pending, m_case.patient};
  m_desk.ask<std::filesystem::path>(
      this, "open", [scan = scan->id](CaseBook& book) { return book.fileOf(scan); },
      [this, owner, scan = *scan](const Result<std::filesystem::path>& file) {
        file ? openChecked(*file, owner, scan) : m_notice->say(sentenceOf(file.error()));
      });
}

// What lies there by now may be another patient's slide.
void CaseView::openChecked(const std::filesystem::path& file, const SlideOwner& owner, const Scan& scan) {
  m_checks.run<ScanFile>(
      this,
      [file, scan, opener = m_pictures->opener()](const std::stop_token&) { return lookAtFile(file, scan, opener); },
      [this, file, owner, scan](ScanFile found) {
        if (m_id != owner.labCase) return;
        m_pictures->tellReplaced(scan.id, found == ScanFile::replaced);
        if (found != ScanFile::replaced) return Q_EMIT slideChosen(file, owner);
        m_notice->say(
            tr("Another slide lies where the file of this one was found. It is not opened, since it may be another "
               "patient's."));
      });
}

// All that keys do, for the mouse.
void CaseView::showMenu(const QPoint& at) {
  const QModelIndex index = m_slides->currentIndex();
  const Glass* slide = m_model->slideAt(index);
  if (slide == nullptr) return;
  auto* menu = new QMenu(this);
  menu->setObjectName(QStringLiteral("slideMenu"));
  menu->setAttribute(Qt::WA_DeleteOnClose);
  menu->setToolTipsVisible(true);
  const auto add = [menu](const QString& text, const QKeySequence& key, bool enabled) {
    QAction* action = menu->addAction(text);
    action->setShortcut(key);
    action->setShortcutVisibleInContextMenu(true);
    action->setEnabled(enabled);
    return action;
  };
  connect(add(tr("Open the slide"), Qt::Key_Return, slide->current() != nullptr), &QAction::triggered, this,
          &CaseView::openSlide);
  menu->addSeparator();
  const bool may = m_desk.may(Permission::confirm) && m_case.state == CaseState::open;
  const std::pair<Chosen, Qt::Key> choices[] = {
      {Chosen::primaryTumour, Qt::Key_Y}, {Chosen::notPrimaryTumour, Qt::Key_N}, {Chosen::unsaid, Qt::Key_Backspace}};
  for (const auto& [chosen, key] : choices) {
    QAction* action = add(chosenWords(chosen), key, may);
    action->setCheckable(true);
    action->setChecked(slide->chosen == chosen);
    connect(action, &QAction::triggered, this, [this, chosen = chosen] { choose(chosen); });
  }
  menu->addSeparator();
  QAction* away = add(tr("Take away from this case…"), {}, slide->current() != nullptr && m_desk.may(Permission::link));
  if (slide->current() != nullptr)
    connect(away, &QAction::triggered, this,
            [this, scan = slide->current()->id, name = m_model->nameOf(index)] { askAway(scan, name); });
  menu->popup(m_slides->viewport()->mapToGlobal(at));
}

void CaseView::askAway(ScanId scan, const QString& name) {
  auto* dialog = new QInputDialog(this);
  dialog->setObjectName(QStringLiteral("awayReason"));
  dialog->setAttribute(Qt::WA_DeleteOnClose);
  dialog->setWindowTitle(tr("Take the slide away"));
  dialog->setLabelText(
      tr("%1\n\nWhy does its image not belong to this case? It goes to the slides without a case. Patients' names do "
         "not belong here.")
          .arg(name));
  connect(dialog, &QInputDialog::textValueSelected, this, [this, scan](const QString& reason) {
    if (reason.trimmed().isEmpty()) return m_notice->say(tr("A slide is taken away only with a reason."));
    change([scan, words = reason.trimmed().toStdString()](CaseBook& book) { return book.unlink(scan, words); });
  });
  dialog->open();
}

bool CaseView::eventFilter(QObject* watched, QEvent* event) {
  if (watched == m_slides && event->type() == QEvent::KeyPress) {
    const auto* key = static_cast<QKeyEvent*>(event);
    if (key->modifiers() & (Qt::ControlModifier | Qt::AltModifier | Qt::MetaModifier))
      return QWidget::eventFilter(watched, event);
    switch (key->key()) {
      case Qt::Key_Y:
        choose(Chosen::primaryTumour);
        return true;
      case Qt::Key_N:
        choose(Chosen::notPrimaryTumour);
        return true;
      case Qt::Key_Backspace:
        choose(Chosen::unsaid);
        return true;
      case Qt::Key_Return:
      case Qt::Key_Enter:
        openSlide();
        return true;
      default:
        break;
    }
  }
  return QWidget::eventFilter(watched, event);
}

}  // namespace snitt
