// What a person may set. Changes go into the settings when the dialog is accepted. UI thread only.
#pragma once

#include <QDialog>

class QCheckBox;
class QComboBox;
class QSpinBox;

namespace snitt {

class ViewerSettings;

class SettingsDialog : public QDialog {
  Q_OBJECT

 public:
  SettingsDialog(ViewerSettings& settings, QWidget* parent);
  void accept() override;

 private:
  ViewerSettings& m_settings;
  QComboBox* m_theme;
  QComboBox* m_language;
  QSpinBox* m_cache;
  QSpinBox* m_threads;
  QCheckBox* m_profile;
  QCheckBox* m_wheel;
  QCheckBox* m_arrangement;
};

}  // namespace snitt
