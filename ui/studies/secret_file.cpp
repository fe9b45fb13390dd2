#include "ui/studies/secret_file.h"

#include <QUuid>

#include <string>

#include "core/os/os.h"

namespace snitt {

Result<SecretFile> SecretFile::write(std::string_view secret) {
  if (secret.find_first_of("\r\n") != std::string_view::npos)
    return fail(ErrorKind::usage, "a password has no line break");
  const auto folder = os::runtimeFolder();
  if (!folder) return fail(folder.error());
  const auto name = QUuid::createUuid().toString(QUuid::WithoutBraces).toStdString();
  SecretFile file(*folder / std::string("secret-").append(name));
  auto written = os::writeNewSynced(file.path(), std::string(secret).append("\n"), os::Readers::ownerAlone);
  if (!written) return fail(written.error());
  return file;
}

SecretFile& SecretFile::operator=(SecretFile&& other) noexcept {
  if (this == &other) return *this;
  remove();
  m_path = std::exchange(other.m_path, {});
  return *this;
}

SecretFile::~SecretFile() { remove(); }

void SecretFile::remove() {
  std::error_code ignored;
  if (!m_path.empty()) std::filesystem::remove(m_path, ignored);
}

}  // namespace snitt
