// The classes that a person gives annotations, with their colours and the one that new annotations get. One list for
// all windows, kept in the user's data folder. UI thread only.
#pragma once

#include <QColor>
#include <QObject>
#include <QString>

#include <filesystem>
#include <set>
#include <string>
#include <vector>

#include "core/annotation/annotation.h"
#include "core/result.h"

namespace snitt {

class ClassList : public QObject {
  Q_OBJECT

 public:
  // Read from `file` where it is there; empty: nothing is kept. A file that cannot be understood is left as it is: the
  // default classes are used then, changes are not kept, and `fault` tells.
  explicit ClassList(std::filesystem::path file, QObject* parent = nullptr);

  [[nodiscard]] const std::vector<AnnotationClass>& classes() const { return m_classes; }
  // Of a class of the list, else the one that follows from its name; grey-yellow of no class.
  [[nodiscard]] Colour colourOf(const std::string& name) const;
  // That new annotations get; empty: none.
  [[nodiscard]] const std::string& current() const { return m_current; }
  void setCurrent(const std::string& name);

  // Kept at once, beside what another program has added since. Names that are empty or there twice are left out.
  void setClasses(std::vector<AnnotationClass> classes);
  // Those that are unknown yet, at the end.
  void add(const std::vector<AnnotationClass>& classes);
  [[nodiscard]] const QString& fault() const { return m_fault; }

 Q_SIGNALS:
  void changed();
  void currentChanged();

 private:
  void keep();
  [[nodiscard]] Result<void> merge();

  std::filesystem::path m_file;
  std::vector<AnnotationClass> m_classes;
  std::set<std::string> m_known;  // names that were in the file when it was last read or written
  std::string m_current;
  QString m_fault;
};

// What the annotation is drawn in: its own colour, else what its file gave its class, else the list's.
[[nodiscard]] QColor colourOf(const Annotation& annotation, const ClassList& classes);

}  // namespace snitt
