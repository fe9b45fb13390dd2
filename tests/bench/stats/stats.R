# What stats_bench computes, in R's survival and cmprsk, from the same files (data.h):
#   Rscript stats.R versions
#   Rscript stats.R FIGURE FOLDER
# Prints "seconds X", the least of some passes over a data frame in memory, then "name value" of what was computed.
arguments <- commandArgs(trailingOnly = TRUE)
passes <- 3

say <- function(name, value) cat(sprintf("%s %.17g\n", name, value), sep = "")

version_of <- function(package)
  if (requireNamespace(package, quietly = TRUE)) as.character(packageVersion(package)) else "none"

if (arguments[1] == "versions") {
  cat("R", paste(R.version$major, R.version$minor, sep = "."), "\n")
  for (package in c("survival", "cmprsk")) cat(package, version_of(package), "\n")
  quit()
}

suppressPackageStartupMessages(library(survival))

table_of <- function(file, names) {
  path <- file.path(arguments[2], file)
  values <- readBin(path, "double", n = file.size(path) / 8, endian = "little")
  table <- as.data.frame(matrix(values, ncol = length(names)))
  setNames(table, names)
}

covariates <- paste0("x", 1:10)
cohort <- function() table_of("cohort.f64", c("time", "event", "score", "group", "cause", covariates))

timed <- function(work) {
  seconds <- replicate(passes, system.time(result <<- work())[["elapsed"]])
  say("seconds", min(seconds))
  result
}
result <- NULL

# The middle one of the sorted times, as stats_bench has it.
middle <- function(time) sort(time)[length(time) %/% 2 + 1]

survival_of <- function(file) {
  d <- table_of(file, c("time", "event"))
  fit <- timed(function() survfit(Surv(time, event) ~ 1, data = d, conf.type = "log-log"))
  step <- findInterval(middle(d$time), fit$time)
  say("steps", length(fit$time))
  say("survival", fit$surv[step])
  say("lower", fit$lower[step])
  say("upper", fit$upper[step])
  say("survivals", sum(fit$surv))
  within <- fit$surv > 0 & fit$surv < 1
  say("limits", sum(fit$upper[within] - fit$lower[within]))
}

figures <- list(
  concordance = function() {
    d <- cohort()
    fit <- timed(function() concordance(Surv(time, event) ~ score, data = d, reverse = TRUE))
    say("c", fit$concordance)
    say("stdErr", sqrt(fit$var))
    say("concordant", fit$count[["concordant"]])
  },
  cox = function() {
    d <- cohort()
    model <- reformulate(covariates, "Surv(time, event)")
    fit <- timed(function() coxph(model, data = d))
    say("loglikNull", fit$loglik[1])
    say("loglik", fit$loglik[2])
    say(covariates, coef(fit))
    say(paste0("se.", covariates), sqrt(diag(vcov(fit))))
  },
  days = function() survival_of("days.f64"),
  different = function() survival_of("different.f64"),
  logrank = function() {
    d <- cohort()
    test <- timed(function() survdiff(Surv(time, event) ~ group, data = d))
    say("chi2", test$chisq)
    say("expected", test$exp[1])
  },
  incidence = function() {
    d <- cohort()
    curve <- timed(function() cmprsk::cuminc(d$time, d$cause))
    at <- cmprsk::timepoints(curve, middle(d$time))
    say(c("incidence1", "incidence2"), at$est[, 1])
    say(c("variance1", "variance2"), at$var[, 1])
  },
  # Seconds of 200 of the samples, 100 drawn ones and 100 with one patient left out.
  bootstrap = function() {
    d <- table_of("small.f64", c("time", "event", "score"))
    draws <- table_of("draws.f64", 1:100)
    c_of <- function(rows) concordance(Surv(time, event) ~ score, data = d[rows, ], reverse = TRUE)$concordance
    passes <<- 1
    sums <- timed(function() {
      drawn <- vapply(draws, function(counts) c_of(rep.int(seq_along(counts), counts)), 0)
      left_out <- vapply(1:100, function(patient) c_of(-patient), 0)
      c(sum(drawn), sum(left_out))
    })
    say("c", c_of(seq_len(nrow(d))))
    say(c("resamples", "leftOut"), sums)
  }
)
figures[[arguments[1]]]()
