// The golden check inside other JSON files.
#pragma once

#include "core/golden/golden_check.h"
#include "core/json_writer_p.h"

namespace snitt::golden {

// Keys of an object that is open: pass, sentence, slides.
void writeReport(JsonWriter& out, const GoldenReport& report);

}  // namespace snitt::golden
