# Kappa (psych), intraclass correlation (psych), Bland and Altman's limits (t.test, lm and their formula), Wilson's
# interval (prop.test), and classes at a horizon: weights of censoring by pec::ipcw, sensitivity and specificity by
# riskRegression's ROC curve.
#
# The standard error of a weighted kappa in psych 2.2.9 is not that of Fleiss, Cohen and Everitt: it sums the weights of
# a row where the mean weight of a column belongs (without weights both are the same). So the error is taken here from
# what their formula is, the delta method for a multinomial sample, with a numerical gradient; it is compared with
# psych's where there are no weights. The variance under independence is their formula.
source("common.R")
suppressPackageStartupMessages({
  library(psych)
  library(pec)
  library(riskRegression)
  library(prodlim)
})

delta_se <- function(table, w) {
  p <- table / sum(table)
  kappa <- function(p) {
    expected <- sum(w * (rowSums(p) %o% colSums(p))) / sum(p)^2
    (sum(w * p) / sum(p) - expected) / (1 - expected)
  }
  gradient <- sapply(seq_along(p), function(i) {
    at <- function(h) kappa(replace(p, i, p[i] + h))
    h <- 1e-3
    (45 * (at(h) - at(-h)) - 9 * (at(2 * h) - at(-2 * h)) + (at(3 * h) - at(-3 * h))) / (60 * h)
  })
  sqrt((sum(p * gradient^2) - sum(p * gradient)^2) / sum(table))
}

kappa_of <- function(table) {
  k <- nrow(table)
  distance <- abs(outer(1:k, 1:k, "-")) / (k - 1)
  one <- function(w, weighted) {
    fit <- suppressWarnings(cohen.kappa(table, w = w))  # it warns where an interval is cut at 1
    p <- table / sum(table)
    chance <- rowSums(p) %o% colSums(p)
    expected <- sum(w * chance)
    margins <- outer(as.vector(w %*% colSums(p)), as.vector(t(w) %*% rowSums(p)), "+")
    null <- (sum(chance * (w - margins)^2) - expected^2) / (sum(table) * (1 - expected)^2)
    value <- unname(fit$confid[if (weighted) 2 else 1, 2])
    se <- delta_se(table, w)
    if (!weighted) {
      stopifnot(abs(se / sqrt(fit$var.kappa) - 1) < 1e-9)
      se <- sqrt(fit$var.kappa)
    }
    list(observed = sum(w * p), expected = expected, kappa = value, se = se,
         lower = max(-1, value - qnorm(0.975) * se), upper = min(1, value + qnorm(0.975) * se),
         z = value / sqrt(null), p = 2 * pnorm(-abs(value / sqrt(null))))
  }
  list(table = as.vector(t(table)), classes = k, none = one(diag(k), FALSE), linear = one(1 - distance, TRUE),
       quadratic = one(1 - distance^2, TRUE))
}
tables <- list(
  rbind(c(106, 10, 4), c(22, 28, 10), c(2, 12, 6)),
  rbind(c(40, 9), c(6, 45)),
  rbind(c(12, 3, 0), c(1, 0, 4), c(0, 2, 8)),
  rbind(c(9, 1, 0, 0), c(2, 7, 0, 1), c(0, 0, 0, 0), c(0, 2, 0, 6)),
  rbind(c(1, 8), c(9, 2)),
  rbind(c(11, 2, 19), c(1, 3, 3), c(0, 8, 82)))

icc_of <- function(m) {
  fit <- ICC(m, lmer = FALSE)
  row <- function(type) {
    r <- fit$results[fit$results$type == type, ]
    list(icc = r$ICC, f = r$F, df1 = r$df1, df2 = r$df2, p = r$p, lower = r$`lower bound`, upper = r$`upper bound`)
  }
  list(values = as.vector(t(m)), subjects = nrow(m), readings = ncol(m), agreement = row("ICC2"),
       consistency = row("ICC3"), msb = fit$stats[3, 1], msj = fit$stats[3, 2], mse = fit$stats[3, 3],
       within = sqrt(fit$MSW))
}
set.seed(4)
subject <- runif(12)
ratings <- list(
  rbind(c(9, 2, 5, 8), c(6, 1, 3, 2), c(8, 4, 6, 8), c(7, 1, 2, 6), c(10, 5, 6, 9), c(6, 2, 4, 7)),
  round(cbind(subject, subject + 0.05, subject) + rnorm(36, sd = 0.03), 3),
  round(matrix(rnorm(20), 10), 2),
  1000 + round(cbind(subject, subject) + rnorm(24, sd = 0.1), 3))

altman_of <- function(a, b) {
  d <- a - b
  n <- length(d)
  z <- qnorm(0.975)
  t <- qt(0.975, n - 1)
  se <- sd(d) * sqrt(1 / n + z^2 / (2 * (n - 1)))
  test <- t.test(a, b, paired = TRUE)
  fit <- lm(d ~ I((a + b) / 2))
  limit <- function(x) list(value = x, se = se, lower = x - t * se, upper = x + t * se)
  list(first = a, second = b, sd = sd(d),
       bias = list(value = unname(test$estimate), se = test$stderr, lower = test$conf.int[1], upper = test$conf.int[2]),
       low = limit(mean(d) - z * sd(d)), high = limit(mean(d) + z * sd(d)),
       slope = list(value = unname(coef(fit)[2]), se = summary(fit)$coefficients[2, 2], lower = confint(fit)[2, 1],
                    upper = confint(fit)[2, 2], p = summary(fit)$coefficients[2, 4]))
}
first <- round(runif(15, 0, 100), 1)
second <- round(first * 0.94 + 2 + rnorm(15, sd = 4), 1)

wilson_of <- function(x, n) {
  limits <- suppressWarnings(prop.test(x, n, correct = FALSE))$conf.int
  list(x = x, n = n, lower = limits[1], upper = limits[2])
}

# `class`: 0 good, 1 uncertain, 2 poor. Nobody may be censored at the horizon itself: there R's weights are those of
# G(t), with G's step at t already taken.
horizon_of <- function(name, time, event, class, t) {
  stopifnot(!any(time == t & event == 0))
  d <- data.frame(time, event, class)
  d <- d[order(d$time, -d$event), ]
  w <- pec::ipcw(Surv(time, event) ~ 1, data = d, method = "marginal", times = t,
                 subjectTimes = d$time, subjectTimesLag = 1)
  had <- d$time <= t & d$event == 1
  free <- d$time > t
  weight <- ifelse(had, 1 / w$IPCW.subjectTimes, ifelse(free, 1 / as.numeric(w$IPCW.times), 0))
  cells <- lapply(0:2, function(k) {
    i <- d$class == k
    list(n = sum(i), events = sum(i & had), free = sum(i & free), weightedEvents = sum(weight[i & had]),
         weightedFree = sum(weight[i & free]))
  })
  figures <- function(poor) {
    positive <- d$class %in% poor
    tp <- sum(weight[positive & had]); fp <- sum(weight[positive & free])
    fn <- sum(weight[!positive & had]); tn <- sum(weight[!positive & free])
    c(tp / (tp + fn), tn / (tn + fp), tp / (tp + fp), tn / (tn + fn), (tp + fn) / (tp + fp + fn + tn),
      (tp + tn) / (tp + fp + fn + tn), tp / (tp + fn) / (fp / (fp + tn)), fn / (tp + fn) / (tn / (fp + tn)))
  }
  complete <- function(poor) {
    positive <- d$class %in% poor
    tp <- sum(positive & had); fp <- sum(positive & free); fn <- sum(!positive & had); tn <- sum(!positive & free)
    p <- function(x, n) { w <- wilson_of(x, n); c(x / n, w$lower, w$upper) }
    lr <- function(value, se) value * exp(c(0, -1, 1) * qnorm(0.975) * se)
    list(p(tp, tp + fn), p(tn, tn + fp), p(tp, tp + fp), p(tn, tn + fn), p(tp + fn, tp + fp + fn + tn),
         p(tp + tn, tp + fp + fn + tn),
         lr(tp / (tp + fn) / (fp / (fp + tn)), sqrt(1 / tp - 1 / (tp + fn) + 1 / fp - 1 / (fp + tn))),
         lr(fn / (tp + fn) / (tn / (fp + tn)), sqrt(1 / fn - 1 / (tp + fn) + 1 / tn - 1 / (fp + tn))))
  }
  d$marker <- (1 + d$class) / 10
  roc <- Score(list(k = d$marker), formula = Surv(time, event) ~ 1, data = d, times = t, plots = "ROC",
               metrics = "AUC", conf.int = FALSE, null.model = FALSE)$ROC$plotframe
  at <- function(risk) c(roc$TPR[abs(roc$risk - risk) < 1e-9], 1 - roc$FPR[abs(roc$risk - risk) < 1e-9])
  list(name = name, horizon = t, rows = cells, survival = summary(survfit(Surv(time, event) ~ 1, data = d), times = t)$surv,
       uncertainIsPoor = figures(1:2), uncertainIsGood = figures(2), completePoor = complete(1:2),
       completeGood = complete(2), rocPoor = at(0.2), rocGood = at(0.3))
}
lung <- data_of("lung")
lung <- lung[!is.na(lung$ph.ecog), ]
colon <- data_of("colon")
colon <- colon[colon$etype == 2 & !is.na(colon$nodes), ]
rotterdam <- data_of("rotterdam")

write_json(list(
  kappa = lapply(tables, kappa_of), icc = lapply(ratings, icc_of), blandAltman = altman_of(first, second),
  wilson = list(wilson_of(0, 7), wilson_of(3, 7), wilson_of(7, 7), wilson_of(1, 1), wilson_of(281, 402)),
  horizon = list(
    horizon_of("lung", lung$time, lung$status - 1, pmin(lung$ph.ecog, 2), 365),
    horizon_of("lung", lung$time, lung$status - 1, pmin(lung$ph.ecog, 2), 200),
    horizon_of("colon", colon$time, colon$status, ifelse(colon$nodes <= 1, 0, ifelse(colon$nodes <= 4, 1, 2)), 1825),
    horizon_of("rotterdam", rotterdam$dtime, rotterdam$death,
               ifelse(rotterdam$nodes == 0, 0, ifelse(rotterdam$nodes <= 3, 1, 2)), 3652))))
