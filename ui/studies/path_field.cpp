#include "ui/studies/path_field.h"

#include <QFileDialog>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QPushButton>

namespace snitt {

PathField::PathField(Kind kind, const char* name, const QString& what, QWidget* parent)
    : QWidget(parent), m_kind(kind), m_what(what), m_line(new QLineEdit(this)), m_choose(new QPushButton(this)) {
  m_line->setObjectName(QString::fromLatin1(name));
  m_line->setAccessibleName(what);
  m_line->setPlaceholderText(what);
  m_choose->setText(kind == Kind::folder ? tr("Choose folder…") : tr("Choose file…"));
  m_choose->setAccessibleName(tr("Choose: %1").arg(what));
  m_choose->setAutoDefault(false);
  auto* row = new QHBoxLayout(this);
  row->setContentsMargins(0, 0, 0, 0);
  row->addWidget(m_line, 1);
  row->addWidget(m_choose);
  setFocusProxy(m_line);
  connect(m_line, &QLineEdit::textChanged, this, &PathField::changed);
  connect(m_choose, &QPushButton::clicked, this, &PathField::choose);
}

std::filesystem::path PathField::path() const {
  return std::filesystem::path(m_line->text().trimmed().toStdString()).lexically_normal();
}

void PathField::setPath(const std::filesystem::path& path) { m_line->setText(QString::fromStdString(path.string())); }

void PathField::choose() {
  const std::filesystem::path now = path();
  const QString from = QString::fromStdString((now.empty() ? m_start : now).string());
  QString chosen;
  if (m_kind == Kind::folder)
    chosen = QFileDialog::getExistingDirectory(this, m_what, from);
  else if (m_kind == Kind::file)
    chosen = QFileDialog::getOpenFileName(this, m_what, from, m_filter);
  else
    chosen = QFileDialog::getSaveFileName(this, m_what, from, m_filter, nullptr, QFileDialog::DontConfirmOverwrite);
  if (!chosen.isEmpty()) m_line->setText(chosen);
}

}  // namespace snitt
