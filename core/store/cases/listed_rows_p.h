// What lists of laboratories say of slides by their barcodes and their files' names. Inside the caller's transaction;
// throws what SQLiteCpp throws.
#pragma once

#include <vector>

#include "core/store/cases/case_access_p.h"

namespace snitt {

// What was said of a slide, and after it what a list says of a barcode or file name in it.
[[nodiscard]] std::vector<SaidIdentity> withListed(const CaseAccess& access, std::vector<SaidIdentity> said);

// By which a list's word on a text of that site is found.
[[nodiscard]] std::string markListed(const Secrets& secrets, const std::string& site, const std::string& text);

// Nothing is listed of a case any more.
void forgetListed(const CaseAccess& access, CaseId id);

}  // namespace snitt
