// From a wording (resources/validation/papers/mini-hta.xml and its like) to the text of an OpenDocument 1.3. Knows
// pugixml.
//
// A wording is <paper title> of <draft>, <note>, <p> and <section title> (numbered), and in these of <p>, <note>,
// <list of>, <facts> with <fact label from>, <table of> with <column title width>, <fields> with <field label lines>,
// and <signatures> with <person>. {{names}} are filled in (paper_words_p.h); `of` names a list, and what has it is
// repeated for each row. Fields and persons stay empty: a wording that would fill one in is refused.
#pragma once

#include <pugixml.hpp>

#include <string>

#include "core/result.h"
#include "core/validation/papers/paper_words_p.h"

namespace snitt::validation {

// Adds to `text` (office:text), and styles of columns to `styles` (office:automatic-styles). Errors: corrupt, where the
// wording has an element that is not its own, a name or list that is not known, or lacks an attribute.
[[nodiscard]] Result<void> layPaper(const pugi::xml_node& wording, const PaperWords& words, pugi::xml_node text,
                                    pugi::xml_node styles);

// Names in all texts and attributes below `node`, each filled in as one line.
[[nodiscard]] Result<void> fillIn(pugi::xml_node node, const PaperWords& words);

}  // namespace snitt::validation
