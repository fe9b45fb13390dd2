// MainWindow: annotations from and to files.
#include <QFileDialog>
#include <QFileInfo>
#include <QMessageBox>
#include <QPushButton>

#include <map>

#include "core/atomic_file.h"
#include "core/text/identity.h"
#include "ui/panels/annotations_panel.h"
#include "ui/window/main_window.h"

namespace snitt {

namespace {

constexpr const char* kPurpose = "annotations";

std::filesystem::path pathOf(const QString& text) { return text.toStdString(); }

QString words(const std::string& text) { return QString::fromStdString(text); }

// The first few of what a person should know, and how many more there are.
QString firstOf(const std::vector<std::string>& findings) {
  constexpr std::size_t most = 8;
  QStringList lines;
  for (std::size_t i = 0; i < findings.size() && i < most; ++i) lines << words(findings[i]);
  if (findings.size() > most)
    lines << MainWindow::tr("… and %n more", nullptr, static_cast<int>(findings.size() - most));
  return lines.join(QLatin1Char('\n'));
}

// In all that a file of another program can state.
bool saysTheSame(const Annotation& a, const Annotation& b) {
  return a.geometry == b.geometry && a.className == b.className && a.name == b.name && a.note == b.note &&
         a.locked == b.locked && a.measurements == b.measurements;
}

struct Format {
  AnnotationFormat format;
  const char* filter;
};

constexpr std::array kFormats{
    Format{AnnotationFormat::geoJson,
           QT_TRANSLATE_NOOP("snitt::MainWindow", "QuPath GeoJSON, keeps all of an annotation (*.geojson)")},
    Format{AnnotationFormat::asap, QT_TRANSLATE_NOOP("snitt::MainWindow", "ASAP (*.xml)")},
    Format{AnnotationFormat::aperio, QT_TRANSLATE_NOOP("snitt::MainWindow", "Aperio ImageScope (*.xml)")},
    Format{AnnotationFormat::darwin, QT_TRANSLATE_NOOP("snitt::MainWindow", "Darwin (*.json)")},
};

}  // namespace

void MainWindow::makeExchangeActions() {
  const QString category = tr("Edit");
  const auto add = [&](const char* id, const QString& text, const char* iconName, const QString& key, auto call) {
    QAction* made =
        m_actions->add(QString::fromLatin1(id), text, QString::fromLatin1(iconName), {QKeySequence(key)}, category);
    connect(made, &QAction::triggered, this, call);
    return made;
  };
  add("annotations.import", tr("&Import annotations…"), "open", tr("Ctrl+I"), &MainWindow::importAnnotations)
      ->setStatusTip(tr("From QuPath, ASAP, ImageScope, Darwin or WSInfer, onto this slide"));
  add("annotations.export", tr("&Export annotations…"), "save", tr("Ctrl+Shift+E"), &MainWindow::exportAnnotations)
      ->setStatusTip(tr("For QuPath, ASAP, ImageScope or Darwin"));
}

void MainWindow::connectAnnotations() {
  connect(m_annotations, &AnnotationsPanel::goTo, this, [this](const QRectF& level0) {
    const double margin = std::max({level0.width(), level0.height(), 64.0}) * 0.2;
    pane().view().goTo(level0.adjusted(-margin, -margin, margin, margin));
  });
  connect(m_annotations, &AnnotationsPanel::importAsked, this, &MainWindow::importAnnotations);
  connect(m_annotations, &AnnotationsPanel::exportAsked, this, &MainWindow::exportAnnotations);
  connect(m_annotations, &AnnotationsPanel::countsExportAsked, this, &MainWindow::saveCounts);
}

void MainWindow::importAnnotations() {
  if (!hasSlide()) return;
  const QString file =
      QFileDialog::getOpenFileName(this, tr("Import annotations onto this slide"), startFolder(kPurpose),
                                   tr("Annotations (*.geojson *.json *.xml *.csv);;All files (*)"));
  if (file.isEmpty()) return;
  keepFolder(kPurpose, pathOf(file).parent_path());
  if (!document()->drawing().canEdit()) return pane().say(tr("Nothing can be drawn on this slide now."));
  ReadOptions options;
  options.slideWidthPx = document()->sizePx().width();
  options.slideHeightPx = document()->sizePx().height();
  if (document()->mpp()) options.slideMpp = (document()->mpp()->x + document()->mpp()->y) / 2;
  // A million points take seconds, and shares more.
  m_dropped.run<Result<AnnotationFile>>(
      document(),
      [path = pathOf(file), options](const std::stop_token&) -> Result<AnnotationFile> {
        constexpr std::uintmax_t mostBytes = std::uintmax_t{1} << 30;
        std::error_code ignored;
        const std::uintmax_t size = std::filesystem::file_size(path, ignored);
        if (size != static_cast<std::uintmax_t>(-1) && size > mostBytes)
          return fail(ErrorKind::unsupported, path.filename().string() + " is larger than 1 GiB: no annotations are");
        const auto bytes = readFile(path);
        if (!bytes) return fail(bytes.error());
        return readAnnotations(*bytes, path.filename().string(), options);
      },
      [this, onto = QPointer<SlideDocument>(document()), file](const Result<AnnotationFile>& read) {
        const QString own = QFileInfo(file).fileName();
        const QString name = m_context.names->unmasked() ? own : tr("the file");
        if (onto == nullptr || onto != document())
          return pane().say(tr("%1 was not imported: another slide has been opened meanwhile.").arg(name));
        if (!read) return pane().say(words(read.error().message).replace(own, name));
        takeImported(*read, name);
      });
}

// What is there already under the same id is left as it is and said: nobody's work is replaced by a file.
void MainWindow::takeImported(const AnnotationFile& file, const QString& name) {
  const AnnotationSet& set = document()->drawing().annotations();
  AnnotationEdit edit;
  Ids ids;
  std::size_t same = 0;
  std::size_t different = 0;
  std::map<std::string, std::string> renamed;
  std::vector<std::shared_ptr<Annotation>> made;
  for (const Annotation& one : file.annotations) {
    const AnnotationPtr there = set.find(one.id);
    if (there && saysTheSame(*there, one)) {
      ++same;
      continue;
    }
    auto added = std::make_shared<Annotation>(one);
    if (there) {
      added->id = randomUuid();
      renamed[one.id] = added->id;
      ++different;
    }
    ids.push_back(added->id);
    made.push_back(std::move(added));
  }
  for (const auto& one : made) {
    if (const auto parent = renamed.find(one->parent); parent != renamed.end()) one->parent = parent->second;
    edit.push_back({nullptr, one});
  }
  m_context.classes->add(file.classes);
  document()->drawing().apply(edit, tr("import"));
  constexpr std::size_t mostSelected = 2000;
  if (ids.size() <= mostSelected) pane().draw().selection().set(ids);
  QString told = tr("%n annotation(s) imported from %1.", nullptr, static_cast<int>(edit.size())).arg(name);
  if (same > 0) told += QLatin1Char(' ') + tr("%n were here already.", nullptr, static_cast<int>(same));
  if (different > 0)
    told += QLatin1Char(' ') + tr("%n of them differ from what is here under the same id, and lie beside it.", nullptr,
                                  static_cast<int>(different));
  pane().inform(told);
  if (!file.findings.empty()) pane().say(firstOf(file.findings));
}

void MainWindow::exportAnnotations() {
  if (!hasSlide()) return;
  const std::vector<AnnotationPtr> all = document()->drawing().annotations().all();
  if (all.empty()) return pane().say(tr("Nothing is drawn on this slide."));
  QStringList filters;
  for (const Format& one : kFormats) filters << tr(one.filter);
  QString chosen = filters.front();
  const SlideNames& names = *m_context.names;
  const QString stem = names.fileStem(document()->path());
  QString file = QFileDialog::getSaveFileName(
      this, tr("Export the annotations of this slide"),
      QString::fromStdString((pathOf(startFolder(kPurpose)) / pathOf(stem + QStringLiteral(".geojson"))).string()),
      filters.join(QStringLiteral(";;")), &chosen);
  if (file.isEmpty()) return;
  keepFolder(kPurpose, pathOf(file).parent_path());
  const AnnotationFormat format =
      kFormats[static_cast<std::size_t>(std::max<qsizetype>(0, filters.indexOf(chosen)))].format;
  if (QFileInfo(file).suffix().isEmpty()) file += QString::fromUtf8(extensionOf(format).data());
  WriteOptions options;
  options.slideName = names.name(document()->path()).toStdString();
  options.slideWidthPx = document()->sizePx().width();
  options.slideHeightPx = document()->sizePx().height();
  if (document()->mpp()) options.mpp = (document()->mpp()->x + document()->mpp()->y) / 2;
  options.classes = m_context.classes->classes();
  std::vector<Annotation> annotations;
  annotations.reserve(all.size());
  for (const AnnotationPtr& one : all) annotations.push_back(*one);
  const auto written = writeAnnotations(annotations, format, options);
  if (!written) return pane().say(words(written.error().message));
  if (const auto saved = writeFileAtomically(pathOf(file), written->text); !saved)
    return pane().say(words(saved.error().message));
  pane().inform(
      tr("%n annotation(s) exported to %1.", nullptr, static_cast<int>(all.size())).arg(QFileInfo(file).fileName()));
  if (!written->findings.empty()) pane().say(firstOf(written->findings));
}

void MainWindow::saveCounts(const QByteArray& csv) {
  const QString file = QFileDialog::getSaveFileName(
      this, tr("Save the counts"),
      QString::fromStdString((pathOf(startFolder("lists")) / pathOf(tr("counts.csv"))).string()), tr("CSV (*.csv)"));
  if (file.isEmpty()) return;
  keepFolder("lists", pathOf(file).parent_path());
  if (const auto saved = writeFileAtomically(pathOf(file), csv.toStdString()); !saved)
    pane().say(words(saved.error().message));
}

// What could not be saved so far is lost with its slide: the person decides.
bool MainWindow::mayLeaveUnsaved() {
  for (SlidePane* one : m_grid->panes()) {
    SlideDocument* slide = one->document();
    if (slide == nullptr || slide->drawing().saveFault().isEmpty()) continue;
    QMessageBox box(QMessageBox::Warning, tr("Not saved"),
                    tr("What you drew on %1 last could not be saved: %2")
                        .arg(m_context.names->name(slide->path()),
                             m_context.names->sentence(slide->drawing().saveFault(), slide->path())),
                    QMessageBox::NoButton, this);
    box.setInformativeText(tr(
        "It is tried again every two seconds. If you close now, it is lost, unless you export it to another place."));
    const QPushButton* exports = box.addButton(tr("Export…"), QMessageBox::ActionRole);
    const QPushButton* close = box.addButton(tr("Close and lose it"), QMessageBox::DestructiveRole);
    box.setDefaultButton(box.addButton(tr("Keep open"), QMessageBox::RejectRole));
    box.exec();
    if (box.clickedButton() == exports) {
      m_grid->setActive(one);
      exportAnnotations();
      return false;
    }
    if (box.clickedButton() != close) return false;
  }
  return true;
}

}  // namespace snitt
