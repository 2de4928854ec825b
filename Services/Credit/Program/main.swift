import MeshRuntime
import Credit

await ServiceProgram.run(creditService)
