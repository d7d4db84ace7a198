import { ownCells } from "./own.js";

const STUCK_MS = 1000;

/** Draw the page when its notebook is first shown, and again whenever its kernel was restarted or came back. */
export async function keepDrawn(panel, run) {
  await Promise.all([panel.context.ready, panel.sessionContext.ready, panel.revealed]);
  const draw = async () => {
    for (const cell of ownCells(panel)) await run(panel, cell);
  };
  let fresh = false; // a kernel that has not drawn the page yet
  panel.sessionContext.statusChanged.connect((context, status) => {
    if (status === "restarting" || status === "autorestarting" || status === "starting") {
      fresh = true;
      if (status === "starting") setTimeout(() => wake(context), STUCK_MS);
    } else if (status === "idle" && fresh) {
      fresh = false;
      void draw();
    }
  });
  await draw();
}

/** After a restart from outside the line stays at "starting" until somebody asks the kernel for something. */
async function wake({ session }) {
  if (session?.kernel?.status !== "starting") return;
  await session.kernel.reconnect();
  await session.kernel.requestKernelInfo();
}
