// A site's pattern and a text for it: the first line is the pattern, the rest is tried.
#include <algorithm>

#include <fmt/format.h>

#include "core/site/site_file.h"
#include "fuzz.h"

using namespace snitt;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text = fuzz::textOf(data, size);
  const std::size_t line = std::min(text.find('\n'), text.size());
  const std::string_view pattern = text.substr(0, line);
  if (pattern.find('\'') != std::string_view::npos) return 0;  // ends the TOML text
  // The alternative lets the example match whatever the pattern is.
  const auto site = Site::parse(fmt::format("format = \"snitt-site/1\"\nname = \"X\"\n[[pattern]]\nsources = "
                                            "[\"barcode\"]\nmatch = '(?P<accession>example)|(?:{})'\n"
                                            "[[pattern.example]]\ntext = \"example\"\naccession = \"example\"\n",
                                            pattern),
                                "/");
  if (!site) return 0;
  const SaidIdentity said = site->understand(IdentitySource::barcode, text.substr(std::min(line + 1, text.size())));
  fuzz::require(!said.identity || !said.identity->accession.empty());
  return 0;
}
