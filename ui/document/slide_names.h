// What slides are called where a person reads of them: in titles, lists, sentences, tool tips and exported files. One
// object for all windows of the program, since it knows who may see what. Whoever may see names of files and folders
// reads the file's name. Anybody else reads what the slide is called in its case, "S26-1 A1 H&E", and of a slide of no
// case "Slide N", where a file keeps its number as long as the program runs. UI thread.
#pragma once

#include <QObject>
#include <QString>

#include <filesystem>
#include <map>

namespace snitt {

class SlideNames : public QObject {
  Q_OBJECT

 public:
  using QObject::QObject;

  // Whether names and folders of files, labels and what a file says of itself may be seen.
  [[nodiscard]] bool unmasked() const { return m_unmasked; }
  void setUnmasked(bool unmasked);

  // What the case database calls the slide at this place, as it may be shown; empty: it belongs to no case.
  void learn(const std::filesystem::path& slide, const QString& words);

  [[nodiscard]] QString name(const std::filesystem::path& slide) const;
  // For tool tips: the whole path, or the name.
  [[nodiscard]] QString place(const std::filesystem::path& slide) const;
  // How a file that is made of the slide may be called, without extension: letters, digits and "-._" where masked.
  [[nodiscard]] QString fileStem(const std::filesystem::path& slide) const;
  // A sentence from a reader, the operating system or the engine, which may name files: masked, with the slide's name
  // in the place of its path, its file's and its folder's name, and "…" for every other path.
  [[nodiscard]] QString sentence(const QString& words, const std::filesystem::path& about = {}) const;

 Q_SIGNALS:
  void changed();  // some name is another now

 private:
  [[nodiscard]] QString masked(const std::filesystem::path& slide) const;

  bool m_unmasked = true;
  std::map<std::filesystem::path, QString> m_known;
  mutable std::map<std::filesystem::path, int> m_numbers;
};

// For panels by themselves: names are shown.
[[nodiscard]] SlideNames& unmaskedNames();

}  // namespace snitt
