#include "ui/panels/class_list_view.h"

#include <QColorDialog>
#include <QFileDialog>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLocale>
#include <QMessageBox>
#include <QPushButton>
#include <QToolButton>
#include <QTreeWidget>
#include <QVBoxLayout>

#include <algorithm>
#include <utility>

#include "core/annotation/class_file.h"
#include "core/atomic_file.h"
#include "core/text/identity.h"
#include "ui/panels/annotation_model.h"
#include "ui/panels/panel_parts_p.h"
#include "ui/theme/icons.h"

namespace snitt {

namespace {

constexpr int kNumberKeys = 9;

QString pathText(const std::filesystem::path& file) { return QString::fromStdString(file.string()); }

}  // namespace

ClassListView::ClassListView(ClassList& classes, QWidget* parent)
    : QWidget(parent), m_classes(classes), m_tree(new QTreeWidget(this)), m_told(makeNote(this)) {
  m_questions.agree = [this](const QString& question) {
    return QMessageBox::question(this, tr("Rename class"), question) == QMessageBox::Yes;
  };
  m_questions.colour = [this](const QColor& from) {
    return QColorDialog::getColor(from, this, tr("Colour of the class"));
  };
  build();
  connect(m_tree, &QTreeWidget::currentItemChanged, this, [this](const QTreeWidgetItem* item) {
    if (m_listing || item == nullptr) return;
    m_classes.setCurrent(item->data(0, Qt::UserRole).toString().toStdString());
    updateActions();
  });
  connect(m_tree, &QTreeWidget::itemChanged, this, [this](QTreeWidgetItem* item) {
    if (!m_listing) renamed(item);
  });
  // Not while the editor that caused it still closes.
  const auto later = [this] {
    if (!std::exchange(m_listDue, true))
      QMetaObject::invokeMethod(
          this,
          [this] {
            if (m_listDue) list();
          },
          Qt::QueuedConnection);
  };
  connect(&classes, &ClassList::changed, this, later);
  connect(&classes, &ClassList::currentChanged, this, later);
  list();
  if (!classes.fault().isEmpty()) tell(classes.fault());
}

QToolButton* ClassListView::addTool(QWidget* row, const char* iconName, const QString& tip, std::function<void()> act) {
  auto* button = new QToolButton(row);
  button->setAutoRaise(true);
  button->setFocusPolicy(Qt::StrongFocus);
  if (iconName != nullptr) button->setIcon(icon(iconName));
  button->setToolTip(tip);
  button->setAccessibleName(tip);
  connect(button, &QToolButton::clicked, this, std::move(act));
  row->layout()->addWidget(button);
  return button;
}

QWidget* ClassListView::buildTools() {
  auto* row = new QWidget(this);
  auto* layout = new QHBoxLayout(row);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->setSpacing(2);
  m_add = addTool(row, "zoom-in", tr("Add a class"), [this] { addClass(); });
  m_rename = addTool(row, "rename", tr("Rename the class"), [this] { m_tree->editItem(m_tree->currentItem(), 0); });
  m_colour = addTool(row, "colours", tr("Change the colour of the class"), [this] { recolour(); });
  m_remove = addTool(row, "delete", tr("Remove the class from the list"), [this] { removeClass(); });
  layout->addStretch(1);
  m_up = addTool(row, nullptr, tr("Move the class up"), [this] { move(-1); });
  m_up->setArrowType(Qt::UpArrow);
  m_down = addTool(row, nullptr, tr("Move the class down"), [this] { move(1); });
  m_down->setArrowType(Qt::DownArrow);
  return row;
}

void ClassListView::build() {
  m_tree->setAccessibleName(tr("Classes"));
  m_tree->setColumnCount(2);
  m_tree->setHeaderHidden(true);
  m_tree->setRootIsDecorated(false);
  m_tree->setUniformRowHeights(true);
  m_tree->setFrameShape(QFrame::NoFrame);
  m_tree->setEditTriggers(QAbstractItemView::EditKeyPressed | QAbstractItemView::DoubleClicked);
  m_tree->header()->setStretchLastSection(false);
  m_tree->header()->setSectionResizeMode(0, QHeaderView::Stretch);
  m_tree->header()->setSectionResizeMode(1, QHeaderView::ResizeToContents);
  m_setClass = new QPushButton(tr("Set class of selected"), this);
  m_setClass->setToolTip(tr("Give the selected annotations this class"));
  connect(m_setClass, &QPushButton::clicked, this, [this] { Q_EMIT setClassAsked(m_classes.current()); });
  auto* files = new QHBoxLayout;
  auto* import = new QPushButton(tr("Import…"), this);
  import->setToolTip(tr("Add the classes of a file of Snitt or QuPath (classes.json)"));
  connect(import, &QPushButton::clicked, this, [this] {
    const QString file = QFileDialog::getOpenFileName(this, tr("Import classes"), {}, tr("Classes (*.json)"));
    if (!file.isEmpty()) importFrom(file.toStdString());
  });
  auto* save = new QPushButton(tr("Export…"), this);
  save->setToolTip(tr("Write the list of classes to a file"));
  connect(save, &QPushButton::clicked, this, [this] {
    const QString file = QFileDialog::getSaveFileName(this, tr("Export classes"), QStringLiteral("classes.json"),
                                                      tr("Classes (*.json)"));
    if (!file.isEmpty()) exportTo(file.toStdString());
  });
  files->addStretch(1);
  files->addWidget(import);
  files->addWidget(save);
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(8, 8, 8, 8);
  layout->setSpacing(6);
  QLabel* explained = makeNote(this);
  explained->setText(
      tr("New annotations get the selected class. While counting, the keys 1 to 9 place a point of the class with that "
         "number."));
  layout->addWidget(explained);
  layout->addWidget(m_tree, 1);
  layout->addWidget(buildTools());
  layout->addWidget(m_setClass);
  layout->addLayout(files);
  layout->addWidget(m_told);
  m_told->hide();
}

void ClassListView::setDrawing(Drawing* drawing) { m_drawing = drawing; }

void ClassListView::setHasSelection(bool has) {
  m_hasSelection = has;
  updateActions();
}

void ClassListView::list() {
  m_listDue = false;
  if (!m_classes.fault().isEmpty()) tell(m_classes.fault());
  m_listing = true;
  m_tree->clear();
  auto* none = new QTreeWidgetItem(m_tree, {tr("No class"), QString()});
  const Colour plain = m_classes.colourOf({});
  none->setIcon(0, classSwatch(QColor(plain[0], plain[1], plain[2])));
  none->setData(0, Qt::UserRole, QString());
  m_tree->setCurrentItem(none);
  int number = 0;
  for (const AnnotationClass& one : m_classes.classes()) {
    ++number;
    const QString name = QString::fromStdString(one.name);
    auto* item = new QTreeWidgetItem(m_tree, {name, number <= kNumberKeys ? QString::number(number) : QString()});
    item->setFlags(Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemIsEditable);
    item->setData(0, Qt::UserRole, name);
    item->setIcon(0, classSwatch(QColor(one.colour[0], one.colour[1], one.colour[2])));
    if (number <= kNumberKeys) item->setToolTip(1, tr("Key %1 while counting").arg(number));
    if (one.name == m_classes.current()) m_tree->setCurrentItem(item);
  }
  m_listing = false;
  updateActions();
}

int ClassListView::currentRow() const { return m_tree->indexOfTopLevelItem(m_tree->currentItem()) - 1; }

void ClassListView::updateActions() {
  const int row = currentRow();
  const auto count = static_cast<int>(m_classes.classes().size());
  const bool one = row >= 0 && row < count;
  for (QToolButton* button : {m_rename, m_colour, m_remove}) button->setEnabled(one);
  m_up->setEnabled(row > 0);
  m_down->setEnabled(one && row + 1 < count);
  m_setClass->setEnabled(m_hasSelection && m_drawing && m_drawing->canEdit());
}

void ClassListView::addClass() {
  const auto isTaken = [this](const std::string& name) {
    return std::ranges::any_of(m_classes.classes(), [&](const AnnotationClass& one) { return one.name == name; });
  };
  std::string name = tr("New class").toStdString();
  for (int number = 2; isTaken(name); ++number) name = tr("New class %1").arg(number).toStdString();
  m_classes.add({{name, colourForName(name)}});
  m_classes.setCurrent(name);
  list();
  m_tree->setFocus();
  m_tree->editItem(m_tree->currentItem(), 0);
}

void ClassListView::renamed(QTreeWidgetItem* item) {
  const int row = m_tree->indexOfTopLevelItem(item) - 1;
  std::vector<AnnotationClass> classes = m_classes.classes();
  if (row < 0 || static_cast<std::size_t>(row) >= classes.size()) return;
  const std::string to = item->text(0).trimmed().toStdString();
  const std::string from = classes[static_cast<std::size_t>(row)].name;
  const bool taken =
      to != from && std::ranges::any_of(classes, [&](const AnnotationClass& one) { return one.name == to; });
  if (taken) tell(tr("There is a class “%1” already.").arg(QString::fromStdString(to)));
  if (taken || to.empty() || to == from) {
    m_listing = true;
    item->setText(0, QString::fromStdString(from));
    m_listing = false;
    return;
  }
  const bool wasCurrent = m_classes.current() == from;
  classes[static_cast<std::size_t>(row)].name = to;
  m_classes.setClasses(std::move(classes));
  if (wasCurrent) m_classes.setCurrent(to);
  // Asked once the editor is closed.
  QMetaObject::invokeMethod(
      this, [this, from, to] { renameInDrawing(from, to); }, Qt::QueuedConnection);
}

void ClassListView::renameInDrawing(const std::string& from, const std::string& to) {
  if (!m_drawing || !m_drawing->canEdit()) return;
  std::vector<AnnotationPtr> all = m_drawing->annotations().all();
  std::erase_if(all, [&](const AnnotationPtr& one) { return one->className != from || one->locked; });
  if (all.empty()) return;
  const QString was = QString::fromStdString(from);
  const QString is = QString::fromStdString(to);
  // All arguments at once: a class may be called "%2".
  const QString question =
      all.size() == 1 ? tr("One annotation of this slide is of the class “%1”. Shall it become “%2” too?").arg(was, is)
                      : tr("%3 annotations of this slide are of the class “%1”. Shall they become “%2” too?")
                            .arg(was, is, QLocale().toString(all.size()));
  if (!m_questions.agree(question)) return;
  AnnotationEdit edit;
  const std::string now = utcNow();
  for (const AnnotationPtr& one : all) {
    auto after = std::make_shared<Annotation>(*one);
    after->className = to;
    after->changed = now;
    edit.push_back({one, std::move(after)});
  }
  if (m_drawing) m_drawing->apply(edit, tr("rename class"));
}

void ClassListView::recolour() {
  std::vector<AnnotationClass> classes = m_classes.classes();
  const int row = currentRow();
  if (row < 0) return;
  Colour& colour = classes[static_cast<std::size_t>(row)].colour;
  const QColor chosen = m_questions.colour(QColor(colour[0], colour[1], colour[2]));
  if (!chosen.isValid()) return;
  colour = {static_cast<std::uint8_t>(chosen.red()), static_cast<std::uint8_t>(chosen.green()),
            static_cast<std::uint8_t>(chosen.blue())};
  m_classes.setClasses(std::move(classes));
}

// Annotations keep their class: its colour then follows from its name.
void ClassListView::removeClass() {
  std::vector<AnnotationClass> classes = m_classes.classes();
  const int row = currentRow();
  if (row < 0) return;
  classes.erase(classes.begin() + row);
  const std::size_t next = std::min(static_cast<std::size_t>(row), classes.empty() ? 0 : classes.size() - 1);
  const std::string current = classes.empty() ? std::string() : classes[next].name;
  m_classes.setClasses(std::move(classes));
  m_classes.setCurrent(current);
}

void ClassListView::move(int by) {
  std::vector<AnnotationClass> classes = m_classes.classes();
  const int row = currentRow();
  if (row < 0 || row + by < 0 || row + by >= static_cast<int>(classes.size())) return;
  std::swap(classes[static_cast<std::size_t>(row)], classes[static_cast<std::size_t>(row + by)]);
  m_classes.setClasses(std::move(classes));
}

void ClassListView::importFrom(const std::filesystem::path& file) {
  const auto text = readFile(file);
  const auto read = text ? parseClasses(*text) : Result<std::vector<AnnotationClass>>(fail(text.error()));
  if (!read) {
    tell(tr("%1 cannot be imported: %2").arg(pathText(file), QString::fromStdString(read.error().message)));
    return;
  }
  const std::size_t before = m_classes.classes().size();
  m_classes.add(*read);
  const std::size_t added = m_classes.classes().size() - before;
  tell(added == 0   ? tr("The list holds all of these classes already.")
       : added == 1 ? tr("One class added.")
                    : tr("%1 classes added.").arg(QLocale().toString(added)));
}

void ClassListView::exportTo(const std::filesystem::path& file) {
  const auto written = writeFileAtomically(file, formatClasses(m_classes.classes()));
  tell(written ? tr("Written to %1.").arg(pathText(file))
               : tr("Not written: %1").arg(QString::fromStdString(written.error().message)));
}

void ClassListView::tell(const QString& sentence) {
  m_told->setText(sentence);
  m_told->setVisible(!sentence.isEmpty());
}

}  // namespace snitt
