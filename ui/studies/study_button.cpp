#include <QLayout>
#include <QPushButton>

#include "ui/studies/study_button_p.h"
#include "ui/theme/icons.h"

namespace snitt {

QPushButton* makeStudyButton(QWidget* parent, const char* name, const char* iconName, const QString& text,
                             const QString& tip) {
  auto* button = new QPushButton(text, parent);
  if (*iconName != '\0') button->setIcon(icon(QLatin1String(iconName)));
  button->setObjectName(QString::fromLatin1(name));
  button->setToolTip(tip);
  button->setAutoDefault(false);
  return button;
}

QPushButton* addStudyButton(QWidget* box, const char* name, const char* iconName, const QString& text,
                            const QString& tip) {
  QPushButton* button = makeStudyButton(box, name, iconName, text, tip);
  box->layout()->addWidget(button);
  return button;
}

}  // namespace snitt
