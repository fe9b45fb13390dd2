// How other programs name a case: the link by which a laboratory's system opens it, and what is typed on a command
// line. Either only names; whoever follows it looks, and nothing more. Pure functions.
//
// link = "snitt://case/" site "/" accession, percent-encoded UTF-8 (RFC 3986). Scheme and host in letters of any case;
// no user, port, query or fragment, no further segment, no "." or ".." as one (programs on the way resolve them).
#pragma once

#include <string>
#include <string_view>

#include "core/cases/lab_case.h"
#include "core/result.h"

namespace snitt {

inline constexpr std::size_t kMostLinkBytes = 1024;

// Whether a text is meant as a link: it begins with "snitt:", however it goes on.
[[nodiscard]] bool isCaseLink(std::string_view text);

// Errors, one sentence that shows the link so that nothing in it hides: usage.
[[nodiscard]] Result<CaseName> parseCaseLink(std::string_view link);

// What parseCaseLink() makes `name` of again; empty where no link can name it.
[[nodiscard]] std::string caseLinkOf(const CaseName& name);

// "SITE:ACCESSION", or an accession alone, without a colon: the site is empty then. Errors: usage.
[[nodiscard]] Result<CaseName> parseCaseArgument(std::string_view text);

// Whether both parts can be a case's: UTF-8 of at most 100 bytes, of which every letter can be seen (no control
// characters, none that turn the direction of writing); the site without a colon, and empty where it is not told.
[[nodiscard]] bool canNameCase(const CaseName& name);

}  // namespace snitt
