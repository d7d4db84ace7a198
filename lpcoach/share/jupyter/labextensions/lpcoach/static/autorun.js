import { ownCells } from "./own.js";

/** Draw the page when its notebook is first shown, and again whenever its kernel was restarted or came back. */
export async function keepDrawn(panel, run) {
  await Promise.all([panel.context.ready, panel.sessionContext.ready, panel.revealed]);
  const draw = async () => {
    for (const cell of ownCells(panel)) await run(panel, cell);
  };
  let restarted = false;
  panel.sessionContext.statusChanged.connect((context, status) => {
    if (status === "restarting" || status === "autorestarting") {
      restarted = true;
    } else if (restarted && status === "starting") {
      // After a restart from outside the line stays here until somebody asks the kernel for something.
      const kernel = context.session?.kernel;
      void kernel?.reconnect().then(() => kernel.requestKernelInfo());
    } else if (restarted && status === "idle") {
      restarted = false;
      void draw();
    }
  });
  await draw();
}
