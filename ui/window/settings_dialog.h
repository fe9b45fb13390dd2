// What a person may set. Changes go into the settings when the dialog is accepted. UI thread only.
#pragma once

#include <QDialog>

class QCheckBox;
class QComboBox;
class QFormLayout;
class QSpinBox;

namespace snitt {

class ViewerSettings;

class SettingsDialog : public QDialog {
  Q_OBJECT

 public:
  SettingsDialog(ViewerSettings& settings, QWidget* parent);
  void accept() override;

 private:
  void addLook(QFormLayout& form);
  void addReading(QFormLayout& form);

  ViewerSettings& m_settings;
  QComboBox* m_theme = nullptr;
  QComboBox* m_language = nullptr;
  QComboBox* m_map = nullptr;
  QSpinBox* m_cache = nullptr;
  QSpinBox* m_threads = nullptr;
  QSpinBox* m_scores = nullptr;
  QSpinBox* m_idle = nullptr;
  QCheckBox* m_profile = nullptr;
  QCheckBox* m_smooth = nullptr;
  QCheckBox* m_wheel = nullptr;
};

}  // namespace snitt
