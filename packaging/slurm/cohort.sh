#!/bin/bash
# A task of a cohort that `snitt cohort --slurm` splits up. Words between @ are filled in; give a copy of your own with
# --slurm-template.
#SBATCH --job-name="@NAME@"
#SBATCH --array=@ARRAY@
#SBATCH --cpus-per-task=@CPUS@
#SBATCH --mem="@MEMORY@"
#SBATCH --time="@TIME@"
#SBATCH --output="@LOGS@/task-%A-%a.log"
#SBATCH --open-mode=append
#SBATCH --requeue
# Two minutes before the time limit, and when it is pre-empted, the task is asked to stop; what it has finished stays.
#SBATCH --signal=B:TERM@120
@MORE@
set -e
@SETUP@
# Only now: what modules and environments do uses names that are not set.
set -u
exec @RUN@ @PROGRAM@ cohort-task --out @OUT@ --bundle @BUNDLE@ --task "$SLURM_ARRAY_TASK_ID" \
  --threads "${SLURM_CPUS_PER_TASK:-@CPUS@}" @OPTIONS@
