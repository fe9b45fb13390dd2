// What a slide says of itself, in groups, with all of the file's properties to search below. Every value can be
// selected and copied. The path is hidden until it is asked for, and again for every slide: folders often carry names
// of patients.
#pragma once

#include <QLineEdit>
#include <QPushButton>
#include <QSortFilterProxyModel>
#include <QStandardItemModel>
#include <QTextBrowser>
#include <QToolButton>
#include <QTreeView>
#include <QWidget>
#include <optional>

#include "tiling/slide_info.h"

namespace snitt {

class PropertiesPanel : public QWidget {
  Q_OBJECT

 public:
  explicit PropertiesPanel(QWidget* parent = nullptr);

  // `mpp` as it is used now, absent when unknown; `mppSource` as SlideScale::source ("file" or "typed by NAME");
  // `profileName` null when the slide has no colour profile, empty when the profile has no name; `fingerprint` empty
  // while it is not known yet.
  void setSlide(const SlideInfo& info, const std::optional<Mpp>& mpp, const QString& mppSource,
                const QString& profileName, const QString& fingerprint);
  // Only what no file can put a name into is shown, and `name` in the place of the file's.
  void setMasked(bool masked, const QString& name);
  void clear();

  // The groups as plain text, a line a row.
  [[nodiscard]] QString text() const { return m_text->toPlainText(); }

 protected:
  void changeEvent(QEvent* event) override;

 private:
  [[nodiscard]] QWidget* makeProperties();
  void showText();
  void showProperties();
  void showCount();
  void copy(bool withNames);

  struct Shown {
    SlideInfo info;
    std::optional<Mpp> mpp;
    QString mppSource;
    QString profileName;
    QString fingerprint;
  };
  std::optional<Shown> m_shown;
  bool m_pathShown = false;
  QString m_maskedName;  // null: nothing is masked
  QTextBrowser* m_text;
  QToolButton* m_toggle = nullptr;
  QWidget* m_properties = nullptr;
  QLineEdit* m_filter = nullptr;
  QTreeView* m_list = nullptr;
  QStandardItemModel* m_model = nullptr;
  QSortFilterProxyModel* m_sorted = nullptr;
};

}  // namespace snitt
