// Edits how a slide is shown. Holds a value and draws nothing of the slide itself.
#pragma once

#include <QButtonGroup>
#include <QCheckBox>
#include <QLabel>
#include <QPushButton>
#include <QWidget>

#include "tiling/display_look.h"

namespace snitt {

class AdjustRow;

class AdjustPanel : public QWidget {
  Q_OBJECT

 public:
  explicit AdjustPanel(QWidget* parent = nullptr);

  // Shown without a signal. Numbers outside the ranges of DisplayLook are drawn to their nearest end.
  void setLook(const DisplayLook& look);
  [[nodiscard]] const DisplayLook& look() const { return m_look; }

  // Whether the slide has a colour profile and what it calls itself. `look().useIccProfile` is kept either way, so that
  // it holds again for the next slide that has one.
  void setProfile(bool present, const QString& name);
  // Why a profile that is there is not used (LookRenderer::profileFinding); empty when all is well.
  void setProfileFinding(const QString& finding);

 Q_SIGNALS:
  // A person changed something.
  void lookChanged(const snitt::DisplayLook& look);

 private:
  [[nodiscard]] QWidget* makeLight();
  [[nodiscard]] QWidget* makeProfile();
  [[nodiscard]] QWidget* makeStains();
  void showLook();
  void showProfile();
  void changeTo(const DisplayLook& look);

  DisplayLook m_look;
  AdjustRow* m_brightness = nullptr;
  AdjustRow* m_contrast = nullptr;
  AdjustRow* m_gamma = nullptr;
  QCheckBox* m_profile = nullptr;
  QLabel* m_profileNote = nullptr;
  QButtonGroup* m_stains = nullptr;
  QPushButton* m_reset = nullptr;
  bool m_profilePresent = false;
  QString m_profileName;
  QString m_profileFinding;
};

}  // namespace snitt
