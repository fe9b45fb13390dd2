"""slurm_cluster.py FOLDER [CORES]: a Slurm of one node, this machine, of nobody else's. Writes FOLDER/slurm.conf, says
"ready" once a job could run, and runs until its standard input ends; then everything that it started is killed.

munged, slurmctld and slurmd run as whoever starts this (root in CI) with keys, sockets, states and logs in FOLDER and
ports that were free; nothing in /etc is read or written and no accounting is kept. One partition, `main`, takes any time
limit and is the default; `short` takes a minute at most. When it cannot start, it says so with the daemons' logs and
ends with code 1.
"""
import ctypes
import getpass
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

PR_SET_PDEATHSIG, PR_SET_CHILD_SUBREAPER = 1, 36
LIBC = ctypes.CDLL(None, use_errno=True)
START_SECONDS = 60

CONFIGURATION = """ClusterName=snitt
SlurmctldHost={host}(127.0.0.1)
SlurmctldPort={controller_port}
SlurmdPort={node_port}
SlurmUser={user}
SlurmdUser={user}
AuthType=auth/munge
CredType=cred/munge
# A requeued job waits for its old credential to expire.
AuthInfo=socket={folder}/munge/socket,cred_expire=5
StateSaveLocation={folder}/state
SlurmdSpoolDir={folder}/spool
SlurmctldPidFile={folder}/slurmctld.pid
SlurmdPidFile={folder}/slurmd.pid
ProctrackType=proctrack/linuxproc
TaskPlugin=task/none
SelectType=select/cons_tres
SelectTypeParameters=CR_CPU
SwitchType=switch/none
MpiDefault=none
ReturnToService=2
# Containers show the cores and the memory of the machine below them.
SlurmdParameters=config_overrides
KillWait=10
MinJobAge=10
AccountingStorageType=accounting_storage/none
JobAcctGatherType=jobacct_gather/none
JobCompType=jobcomp/none
# What may start is looked for at once and every other second, not every minute.
SchedulerParameters=batch_sched_delay=0,sched_min_interval=0,sched_interval=2
SchedulerType=sched/builtin
NodeName={host} NodeAddr=127.0.0.1 CPUs={cores} RealMemory=64000 State=UNKNOWN
PartitionName=main Nodes={host} Default=YES MaxTime=INFINITE State=UP
PartitionName=short Nodes={host} MaxTime=1 State=UP
"""


def free_ports(count):
    """Ports that nobody listens on now."""
    sockets = [socket.socket() for _ in range(count)]
    for one in sockets:
        one.bind(("127.0.0.1", 0))
    ports = [one.getsockname()[1] for one in sockets]
    for one in sockets:
        one.close()
    return ports


def die_with_parent():
    LIBC.prctl(PR_SET_PDEATHSIG, signal.SIGKILL)


class Cluster:
    def __init__(self, folder, cores):
        self.folder = folder
        # munged wants its socket where everyone may pass and its key where nobody else may read.
        for name, mode in (("", 0o755), ("munge", 0o755), ("state", 0o700), ("spool", 0o755), ("logs", 0o700)):
            (folder / name).mkdir(exist_ok=True)
            (folder / name).chmod(mode)
        controller_port, node_port = free_ports(2)
        (folder / "slurm.conf").write_text(CONFIGURATION.format(
            host=socket.gethostname().split(".")[0], user=getpass.getuser(), folder=folder, cores=cores,
            controller_port=controller_port, node_port=node_port))
        self.environment = {**{key: value for key, value in os.environ.items()
                               if not key.startswith(("SLURM", "SBATCH", "SQUEUE"))},
                            "SLURM_CONF": str(folder / "slurm.conf"), "PATH": os.environ["PATH"] + ":/usr/sbin:/sbin"}
        self.daemons = []

    def start(self):
        key = self.folder / "munge" / "key"
        key.touch(mode=0o600)
        key.write_bytes(os.urandom(128))
        munge = self.folder / "munge"
        self.daemon("munged", "--foreground", f"--key-file={key}", f"--socket={munge}/socket",
                    f"--pid-file={munge}/pid", f"--log-file={munge}/log", f"--seed-file={munge}/seed",
                    "--num-threads=2")
        self.wait("munged", lambda: (munge / "socket").exists())
        self.daemon("slurmctld", "-D")
        self.daemon("slurmd", "-D")
        self.wait("the node", lambda: "idle" in self.say("sinfo", "--noheader", "--format=%T"))

    def daemon(self, program, *arguments):
        where = shutil.which(program, path=self.environment["PATH"])
        if where is None:
            sys.exit(f"{program} is not installed (packaging/apt-packages-slurm.txt)")
        with open(self.folder / "logs" / program, "w") as log:
            self.daemons.append(subprocess.Popen([where, *arguments], stdin=subprocess.DEVNULL, stdout=log, stderr=log,
                                                 env=self.environment, preexec_fn=die_with_parent))

    def say(self, *command):
        return subprocess.run(command, env=self.environment, capture_output=True, text=True, check=False).stdout

    def wait(self, what, is_there):
        until = time.monotonic() + START_SECONDS
        while not is_there():
            ended = [one for one in self.daemons if one.poll() is not None]
            if ended or time.monotonic() > until:
                raise RuntimeError(f"Slurm does not start: {what} is not there" +
                                   "".join(f"; {one.args[0]} ended with code {one.returncode}" for one in ended))
            time.sleep(0.1)

    def logs(self):
        return "".join(f"== {log.name}\n{log.read_text(errors='replace')}" for log in sorted(self.folder.glob("logs/*")))


def parents():
    """Who started whom, of all processes."""
    found = {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            found[int(stat.parent.name)] = int(stat.read_text().rpartition(")")[2].split()[1])
        except OSError:
            pass
    return found


def descendants():
    """What this process started and what was started from there: whatever loses its parent becomes a child of this one."""
    all_parents, found = parents(), {os.getpid()}
    while more := {one for one, parent in all_parents.items() if parent in found} - found:
        found |= more
    return found - {os.getpid()}


def reap():
    try:
        while os.waitpid(-1, os.WNOHANG) != (0, 0):
            pass
    except ChildProcessError:
        pass


def kill_all():
    """Daemons, tasks and what they run; a task's helper may start another process meanwhile."""
    for _ in range(100):
        reap()
        left = descendants()
        if not left:
            return
        for one in left:
            try:
                os.kill(one, signal.SIGKILL)
            except ProcessLookupError:
                pass
        time.sleep(0.05)


def main():
    # Apart from the terminal: an interrupt there ends the test, and the end of the input ends this.
    if os.getpgrp() != os.getpid():
        os.setsid()
    LIBC.prctl(PR_SET_CHILD_SUBREAPER, 1)
    cores = int(sys.argv[2]) if len(sys.argv) > 2 else max(2, os.cpu_count() or 2)
    cluster = Cluster(Path(sys.argv[1]).resolve(), cores)
    try:
        cluster.start()
        print("ready", flush=True)
        sys.stdin.buffer.read()
    except RuntimeError as error:
        sys.exit(f"{error}\n{cluster.logs()}")
    finally:
        kill_all()


main()
