// What programs keep for one account beside a database (slides of late, a queue) names files, and files may be called
// after patients. Such a text is sealed under a key of the account, `account.key` where new keys of databases go
// (core/store/key_place.h), made at the first need. Any thread, any process.
#pragma once

#include <string>
#include <string_view>

#include "core/result.h"

namespace snitt {

// Base64 after "sealed:", one line. `place` is said again where it is opened. Errors: database (no folder for keys),
// io, refused and corrupt (the key that is there cannot be used).
[[nodiscard]] Result<std::string> sealForAccount(std::string_view plain, std::string_view place);

// A text that is not sealed, as earlier versions kept it, comes back as it is. Errors: as above, corrupt (another key's
// or place's, damaged).
[[nodiscard]] Result<std::string> openForAccount(std::string_view kept, std::string_view place);

[[nodiscard]] bool isSealedForAccount(std::string_view kept);

}  // namespace snitt
