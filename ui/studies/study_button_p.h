// The buttons of the window of validations.
#pragma once

#include <QString>

class QPushButton;
class QWidget;

namespace snitt {

// `name`: of the button, for tests; `iconName` may be empty. It is not the default button of a dialog.
[[nodiscard]] QPushButton* makeStudyButton(QWidget* parent, const char* name, const char* iconName, const QString& text,
                                           const QString& tip = {});

// The same, as the last one in the layout of `box`.
QPushButton* addStudyButton(QWidget* box, const char* name, const char* iconName, const QString& text,
                            const QString& tip);

}  // namespace snitt
