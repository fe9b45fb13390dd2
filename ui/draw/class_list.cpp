#include "ui/draw/class_list.h"

#include <algorithm>
#include <chrono>
#include <set>
#include <utility>

#include "core/annotation/class_file.h"
#include "core/atomic_file.h"
#include "core/os/os.h"

namespace snitt {

namespace {
constexpr Colour kUnclassified{250, 225, 70};
}

ClassList::ClassList(std::filesystem::path file, QObject* parent)
    : QObject(parent), m_file(std::move(file)), m_classes(defaultClasses()) {
  if (m_file.empty()) return;
  const auto text = readFile(m_file);
  if (!text && text.error().kind == ErrorKind::notFound) return;
  auto classes = text ? parseClasses(*text) : Result<std::vector<AnnotationClass>>(fail(text.error()));
  if (classes) {
    m_classes = std::move(*classes);
    for (const AnnotationClass& one : m_classes) m_known.insert(one.name);
    return;
  }
  m_fault = tr("The list of classes in %1 cannot be used and is left as it is: %2")
                .arg(QString::fromStdString(m_file.string()), QString::fromStdString(classes.error().message));
  m_file.clear();
}

Colour ClassList::colourOf(const std::string& name) const {
  if (name.empty()) return kUnclassified;
  const auto found = std::ranges::find(m_classes, name, &AnnotationClass::name);
  return found == m_classes.end() ? colourForName(name) : found->colour;
}

void ClassList::setCurrent(const std::string& name) {
  if (name == m_current) return;
  m_current = name;
  Q_EMIT currentChanged();
}

void ClassList::setClasses(std::vector<AnnotationClass> classes) {
  std::set<std::string> names;
  std::erase_if(classes,
                [&](const AnnotationClass& one) { return one.name.empty() || !names.insert(one.name).second; });
  if (classes == m_classes) return;
  m_classes = std::move(classes);
  keep();
  Q_EMIT changed();
}

void ClassList::add(const std::vector<AnnotationClass>& classes) {
  std::vector<AnnotationClass> all = m_classes;
  all.insert(all.end(), classes.begin(), classes.end());
  setClasses(std::move(all));
}

void ClassList::keep() {
  if (m_file.empty()) return;
  m_fault.clear();
  auto written = os::makePrivateFolder(m_file.parent_path());
  if (written) written = merge();
  if (!written)
    m_fault = tr("The list of classes is not kept: %1").arg(QString::fromStdString(written.error().message));
}

Result<void> ClassList::merge() {
  constexpr std::chrono::milliseconds wait{500};
  const auto lock = os::FileLock::acquire(std::filesystem::path(m_file).concat(".lock"), wait);
  if (!lock) return fail(lock.error());
  if (const auto text = readFile(m_file))
    if (const auto theirs = parseClasses(*text))
      for (const AnnotationClass& one : *theirs)
        if (!m_known.contains(one.name) &&
            std::ranges::find(m_classes, one.name, &AnnotationClass::name) == m_classes.end())
          m_classes.push_back(one);
  if (auto written = writePrivateFileAtomically(m_file, formatClasses(m_classes)); !written) return written;
  m_known.clear();
  for (const AnnotationClass& one : m_classes) m_known.insert(one.name);
  return {};
}

QColor colourOf(const Annotation& annotation, const ClassList& classes) {
  const Colour colour =
      annotation.colour.value_or(annotation.classColour.value_or(classes.colourOf(annotation.className)));
  return {colour[0], colour[1], colour[2]};
}

}  // namespace snitt
