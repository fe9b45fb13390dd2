#include "support/temp_folder.h"

#include <unistd.h>

#include <cstdlib>
#include <stdexcept>
#include <string>

namespace snitt::test {

namespace {

// Keys of the databases that tests make never land among those of whoever runs the tests; programs that a test starts
// inherit the place.
class KeyFolder {
 public:
  KeyFolder() {
    if (std::getenv(kName) != nullptr) return;
    m_path = std::filesystem::temp_directory_path() / ("snitt-test-keys-" + std::to_string(getpid()));
    setenv(kName, m_path.c_str(), 0);
    m_process = getpid();
  }
  ~KeyFolder() {
    std::error_code ignored;
    if (getpid() == m_process) std::filesystem::remove_all(m_path, ignored);
  }
  KeyFolder(const KeyFolder&) = delete;
  KeyFolder& operator=(const KeyFolder&) = delete;

 private:
  static constexpr const char* kName = "SNITT_KEY_FOLDER";
  std::filesystem::path m_path;  // made by whoever writes the first key
  pid_t m_process = 0;
};

const KeyFolder keyFolder;

}  // namespace

TempFolder::TempFolder() {
  std::string pattern = (std::filesystem::temp_directory_path() / "snitt-test-XXXXXX").string();
  if (mkdtemp(pattern.data()) == nullptr) throw std::runtime_error("no temporary folder could be made");
  m_path = pattern;
}

TempFolder::~TempFolder() {
  std::error_code ignored;
  std::filesystem::remove_all(m_path, ignored);
}

}  // namespace snitt::test
