# What the scripts share: R's data as the tests read it, and JSON with every digit that a double has.
suppressPackageStartupMessages(library(survival))
suppressPackageStartupMessages(library(jsonlite))

data_of <- function(name)
  read.csv(file.path(Sys.getenv("SNITT_SURVIVAL"), paste0("r_survival_", name, ".csv")), stringsAsFactors = FALSE)

# Numbers keep 17 significant digits; a single number is no list; NA and NaN become null, infinities text.
write_json <- function(value)
  cat(toJSON(value, digits = I(17), auto_unbox = TRUE, na = "null", null = "null", pretty = TRUE), "\n")
